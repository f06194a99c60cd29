# The comments of what `preflight fix` writes for other tools.

output-changes-only = Only what changes stands here; everything else stays as it is.
output-removed = To remove:
output-unwritable = This tool has no form for these records; change them at the provider:
output-octodns-semicolon = The semicolons are escaped, as YamlProvider reads them with `escaped_semicolons: true`.
output-dnscontrol-removed = To remove from the D() of this domain before pasting:
output-terraform-zone = The identifier of the zone is expected in { $variable }.
output-terraform-exists = The record exists: change its resource, or import it under this name:
output-terraform-removed = To remove, with its resource:
output-terraform-unchanged = Unchanged:
