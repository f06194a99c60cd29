//! A script that `nsupdate` sends to a real name server, whose answers are then asked for live.

use std::collections::BTreeSet;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use preflight::dns::live::{Live, Trust};
use preflight::dns::{Answer, Question, RecordData, RecordType, Source};
use preflight::fix::Change;
use preflight::fix::output::Language;

use super::{plan, written, zone};
use crate::support::tools;

/// How long the server may take to start on a busy machine.
const START: Duration = Duration::from_secs(30);
/// How long one question may take.
const PATIENT: Duration = Duration::from_secs(10);
const KEY: &str = "key \"test\" { algorithm hmac-sha256; secret \"c2VjcmV0IGZvciB0ZXN0cyBvbmx5ISEh\"; };\n";

/// `named` on a port of loopback; it ends with the test.
struct Named {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Drop for Named {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Named {
    /// A primary for the zone that takes updates with the key.
    async fn start(mut named: Command, zone_file: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let at = |file: &str| folder.path().join(file).display().to_string();
        let configuration = format!(
            "{KEY}options {{ directory \"{}\"; listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }};\n\
             pid-file none; session-keyfile none; recursion no; dnssec-validation no; notify no; }};\n\
             controls {{ }};\n\
             zone \"example.fr\" {{ type primary; file \"{}\"; allow-update {{ key \"test\"; }}; }};\n",
            folder.path().display(),
            at("zone"),
        );
        std::fs::write(at("named.conf"), configuration).unwrap();
        std::fs::write(at("key"), KEY).unwrap();
        std::fs::write(at("zone"), zone_file).unwrap();
        let log = std::fs::File::create(at("log")).unwrap();
        let child = named.args(["-g", "-4", "-c", &at("named.conf")]).stdin(Stdio::null()).stderr(log).spawn().unwrap();
        let mut server = Self { child, port, folder };
        let begun = Instant::now();
        while !matches!(server.ask(&Question::new(zone(), RecordType::Soa)).await, Answer::Records(_)) {
            let log = || std::fs::read_to_string(server.folder.path().join("log")).unwrap();
            assert!(server.child.try_wait().unwrap().is_none(), "named ended:\n{}", log());
            assert!(begun.elapsed() < START, "named does not answer:\n{}", log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        server
    }

    /// Asks as preflight does, by the resolver of its own.
    async fn ask(&self, question: &Question) -> Answer {
        let spec = format!("127.0.0.1:{}", self.port).parse().unwrap();
        let live = Live::connect(&spec, PATIENT, &Trust::Public).await.unwrap();
        live.ask(question).await
    }

    async fn records(&self, change: &Change) -> (Option<u32>, BTreeSet<RecordData>) {
        let answer = self.ask(&change.question()).await;
        // Where an alias stands, it is what was found; its target lies in no zone of this server.
        let is_clear = matches!(answer, Answer::Records(_) | Answer::NoData(_) | Answer::NxDomain(_));
        assert!(is_clear || !answer.chain().is_empty(), "{answer:?}");
        let own = answer.records().iter().filter(|record| record.name == change.name);
        let (ttls, data): (BTreeSet<_>, BTreeSet<_>) = own.map(|record| (record.ttl, record.data.clone())).unzip();
        assert!(ttls.len() < 2, "{ttls:?}");
        (ttls.first().copied(), data)
    }

    /// Runs a script, which does not itself say where the server is.
    fn update(&self, mut nsupdate: Command, script: &str) -> Output {
        let key = self.folder.path().join("key");
        let mut running = nsupdate
            .args([Path::new("-k"), &key])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let text = format!("server 127.0.0.1 {}\n{script}", self.port);
        running.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        running.wait_with_output().unwrap()
    }
}

/// The zone as it is before the plan.
fn zone_before(changes: &[Change]) -> String {
    let head = "example.fr. 3600 IN SOA ns.example.fr. h.example.fr. 1 7200 900 1209600 300\n\
                example.fr. 3600 IN NS ns.example.net.\nbystander.example.fr. 60 IN TXT \"stays\"\n";
    let old = changes.iter().flat_map(|change| {
        change.old.iter().map(move |data| format!("{}. 3600 IN {} {data}\n", change.name, change.kind))
    });
    head.to_owned() + &old.collect::<String>()
}

#[tokio::test]
async fn a_name_server_takes_the_plan_once() {
    let (Some(named), Some(nsupdate)) = (tools::find("named"), tools::find("nsupdate")) else { return };
    let changes = plan();
    let server = Named::start(named, &zone_before(&changes)).await;
    for change in &changes {
        let (ttl, data) = server.records(change).await;
        assert_eq!((ttl, data), (change.old_ttl, change.old.iter().cloned().collect()), "{} before", change.question());
    }

    let script = written(Language::Nsupdate, &changes);
    let updated = server.update(nsupdate, &script);
    assert!(updated.status.success(), "{}", tools::said(&updated));
    for change in &changes {
        let expected = (Some(change.ttl).filter(|_| !change.new.is_empty()), change.new.iter().cloned().collect());
        assert_eq!(server.records(change).await, expected, "{} after", change.question());
    }
    let bystander = Question::new(super::name("bystander.example.fr"), RecordType::Txt);
    assert_eq!(server.ask(&bystander).await.records().len(), 1);

    // The records that the plan was made for are gone: the script does nothing a second time.
    let again = server.update(tools::find("nsupdate").unwrap(), &script);
    assert!(!again.status.success() && tools::said(&again).contains("RRSET"), "{}", tools::said(&again));
}

#[tokio::test]
async fn what_somebody_else_changed_is_not_overwritten() {
    let (Some(named), Some(nsupdate)) = (tools::find("named"), tools::find("nsupdate")) else { return };
    let changes = plan();
    let meanwhile = format!("{}example.fr. 3600 IN TXT \"somebody else’s\"\n", zone_before(&changes));
    let server = Named::start(named, &meanwhile).await;
    let refused = server.update(nsupdate, &written(Language::Nsupdate, &changes));
    assert!(!refused.status.success(), "{}", tools::said(&refused));
    assert_eq!(server.records(&changes[0]).await.1.len(), 3, "nothing is lost");
    assert_eq!(server.records(&changes[1]).await.1, changes[1].old.iter().cloned().collect(), "all or nothing");
}
