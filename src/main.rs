//! The command `preflight`: parse, run, exit code. Everything else is in the library.

fn main() -> std::process::ExitCode {
    preflight::cli::main()
}
