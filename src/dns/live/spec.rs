//! Where questions go: what `--resolver` says, and the servers it stands for.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use hickory_resolver::config::ResolverConfig;
use hickory_resolver::net::{NetError, tls::client_config, tls::default_provider};
use hickory_resolver::system_conf;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};

use super::wire::Server;
use crate::dnsbl;
use crate::limits;
use crate::name::{DomainName, NameError};

/// Where questions go.
///
/// ```
/// use preflight::dns::live::ResolverSpec;
///
/// let spec: ResolverSpec = "tls://192.0.2.1:8853#dns.example".parse()?;
/// assert_eq!(spec.to_string(), "tls://192.0.2.1:8853#dns.example");
/// assert!(ResolverSpec::parse("dns.example").is_err(), "a name needs TLS to be trusted");
/// # Ok::<(), preflight::dns::live::ResolverError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolverSpec {
    /// The servers that the system uses.
    System,
    /// Plain DNS at this address.
    Plain(SocketAddr),
    /// DNS over TLS (RFC 7858).
    Tls {
        /// Where.
        host: Host,
        /// The port, 853 when none is named.
        port: u16,
        /// The name in the certificate, when it is not `host`.
        name: Option<String>,
    },
    /// DNS over HTTPS (RFC 8484).
    Https {
        /// Where, and the name in the certificate.
        host: Host,
        /// The port, 443 when none is named.
        port: u16,
        /// The path, with its slash.
        path: String,
    },
}

/// A server by address, or by a name that the system resolves once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// An address.
    Address(IpAddr),
    /// A name.
    Name(DomainName),
}

/// Which certificates a TLS or HTTPS resolver may show.
#[derive(Debug, Clone, Default)]
pub enum Trust {
    /// Those that lead to a root of the public web.
    #[default]
    Public,
    /// Those that lead to one of these certificates, in DER, and no other.
    Only(Vec<Vec<u8>>),
}

/// Why a resolver cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ResolverError {
    /// The text is none of the forms.
    #[error("\"{0}\" is no resolver: use system, an IP address with or without port, tls://… or https://…")]
    Form(String),
    /// A scheme that is not spoken here.
    #[error("resolvers are not asked over {0}://: use tls:// or https://")]
    Scheme(String),
    /// A port that is no number from 1 to 65535.
    #[error("\"{0}\" is no port")]
    Port(String),
    /// A host that is neither an address nor a name.
    #[error("\"{host}\" is neither an address nor a host name")]
    Host {
        /// The host as typed.
        host: String,
        /// What is wrong with it.
        source: NameError,
    },
    /// A name for the certificate that no certificate can have.
    #[error("\"{0}\" is no name that a certificate can have")]
    CertificateName(String),
    /// An IPv6 address in `https://`, for which the HTTP client has no form.
    #[error("https:// with an IPv6 address is not supported; name the host instead of [{0}]")]
    HttpsV6(Ipv6Addr),
    /// A path with characters that a URL cannot have.
    #[error("\"{0}\" is no path of a URL")]
    Path(String),
    /// The system names no resolver that could be used.
    #[error("the system's resolver configuration cannot be used: {0}")]
    System(#[source] NetError),
    /// The host of the resolver has no address.
    #[error("the resolver's host {host} cannot be resolved")]
    Unresolvable {
        /// The host.
        host: DomainName,
        /// What the system said.
        source: std::io::Error,
    },
    /// A root certificate, or the TLS setup, that cannot be used.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
}

impl ResolverSpec {
    /// True for a well-known public resolver, in any form; what the system uses is not looked at.
    pub fn is_public(&self) -> bool {
        let is_known = |host: &Host| match host {
            Host::Address(address) => dnsbl::is_public_resolver(*address),
            Host::Name(name) => dnsbl::is_public_resolver_name(name),
        };
        match self {
            Self::System => false,
            Self::Plain(address) => dnsbl::is_public_resolver(address.ip()),
            Self::Tls { host, .. } | Self::Https { host, .. } => is_known(host),
        }
    }

    /// Reads `system`, `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]:53`,
    /// `tls://HOST[:PORT][#CERTIFICATE-NAME]` or `https://HOST[:PORT][/PATH]` (`/dns-query` without).
    ///
    /// # Errors
    /// [`ResolverError`] says which part cannot be read.
    pub fn parse(text: &str) -> Result<Self, ResolverError> {
        if text == "system" {
            return Ok(Self::System);
        }
        match text.split_once("://") {
            None => plain(text),
            Some(("tls", rest)) => tls(rest),
            Some(("https", rest)) => https(rest),
            Some((scheme, _)) => Err(ResolverError::Scheme(scheme.to_owned())),
        }
    }

    /// The servers, in the order in which they are tried.
    ///
    /// # Errors
    /// [`ResolverError`] when the system has none, a host has no address or TLS cannot be set up.
    pub(super) async fn servers(&self, trust: &Trust) -> Result<Vec<Server>, ResolverError> {
        match self {
            Self::System => {
                let (config, _) = system_conf::read_system_conf().map_err(ResolverError::System)?;
                Ok(system_servers(&config, 53))
            }
            Self::Plain(address) => Ok(vec![Server::plain(*address)]),
            Self::Tls { host, port, name } => {
                let name = name.clone().unwrap_or_else(|| host.to_string());
                let certificate = certificate_name(&name)?;
                let tls = trust.client()?;
                let addresses = host.addresses(*port).await?;
                Ok(addresses.into_iter().map(|at| Server::tls(at, certificate.clone(), tls.clone())).collect())
            }
            Self::Https { host, port, path } => {
                let name: Arc<str> = host.to_string().into();
                let path: Arc<str> = path.as_str().into();
                let tls = trust.client()?;
                let addresses = host.addresses(*port).await?;
                Ok(addresses.into_iter().map(|at| Server::https(at, name.clone(), path.clone(), tls.clone())).collect())
            }
        }
    }
}

/// The servers of a `resolv.conf`; its search list and options are not ours to follow.
///
/// # Errors
/// [`ResolverError::System`] when it names no server.
#[cfg(all(unix, not(any(target_os = "android", target_vendor = "apple"))))]
pub(super) fn resolv_conf_servers(text: &str, port: u16) -> Result<Vec<Server>, ResolverError> {
    let (config, _) = system_conf::parse_resolv_conf(text).map_err(ResolverError::System)?;
    Ok(system_servers(&config, port))
}

fn system_servers(config: &ResolverConfig, port: u16) -> Vec<Server> {
    let addresses = config.name_servers().iter().map(|server| SocketAddr::new(server.ip, port));
    addresses.take(limits::SERVERS).map(Server::plain).collect()
}

fn plain(text: &str) -> Result<ResolverSpec, ResolverError> {
    let (host, port) = host_and_port(text, 53)?;
    match host {
        Host::Address(address) => Ok(ResolverSpec::Plain(SocketAddr::new(address, port))),
        Host::Name(_) => Err(ResolverError::Form(text.to_owned())),
    }
}

fn tls(rest: &str) -> Result<ResolverSpec, ResolverError> {
    let (at, name) = match rest.split_once('#') {
        None => (rest, None),
        Some((at, name)) => (at, Some(name.to_owned())),
    };
    if let Some(name) = &name {
        certificate_name(name)?;
    }
    let (host, port) = host_and_port(at.strip_suffix('/').unwrap_or(at), 853)?;
    Ok(ResolverSpec::Tls { host, port, name })
}

fn https(rest: &str) -> Result<ResolverSpec, ResolverError> {
    let at_slash = rest.find('/').unwrap_or(rest.len());
    let (at, path) = rest.split_at(at_slash);
    let path = if path.is_empty() { "/dns-query" } else { path };
    if !path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"#<>?\\^`{|}".contains(&byte)) {
        return Err(ResolverError::Path(path.to_owned()));
    }
    match host_and_port(at, 443)? {
        (Host::Address(IpAddr::V6(address)), _) => Err(ResolverError::HttpsV6(address)),
        (host, port) => Ok(ResolverSpec::Https { host, port, path: path.to_owned() }),
    }
}

fn host_and_port(text: &str, default_port: u16) -> Result<(Host, u16), ResolverError> {
    if text.is_empty() {
        return Err(ResolverError::Form(text.to_owned()));
    }
    if let Ok(address) = text.parse() {
        return Ok((Host::Address(address), default_port));
    }
    if let Some((address, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        let address: Ipv6Addr = address.parse().map_err(|_| ResolverError::Form(text.to_owned()))?;
        let port = match rest.strip_prefix(':') {
            Some(digits) => port(digits)?,
            None if rest.is_empty() => default_port,
            None => return Err(ResolverError::Form(text.to_owned())),
        };
        return Ok((Host::Address(address.into()), port));
    }
    let (host, port) = match text.split_once(':') {
        Some((host, digits)) => (host, port(digits)?),
        None => (text, default_port),
    };
    if let Ok(address) = host.parse() {
        return Ok((Host::Address(address), port));
    }
    let name = DomainName::parse(host).map_err(|source| ResolverError::Host { host: host.to_owned(), source })?;
    Ok((Host::Name(name), port))
}

fn port(digits: &str) -> Result<u16, ResolverError> {
    match digits.parse() {
        Ok(port) if port > 0 => Ok(port),
        Ok(_) | Err(_) => Err(ResolverError::Port(digits.to_owned())),
    }
}

fn certificate_name(name: &str) -> Result<ServerName<'static>, ResolverError> {
    ServerName::try_from(name.to_owned()).map_err(|_| ResolverError::CertificateName(name.to_owned()))
}

impl Host {
    async fn addresses(&self, port: u16) -> Result<Vec<SocketAddr>, ResolverError> {
        match self {
            Self::Address(address) => Ok(vec![SocketAddr::new(*address, port)]),
            Self::Name(name) => {
                let unresolvable = |source| ResolverError::Unresolvable { host: name.clone(), source };
                let found = tokio::net::lookup_host((name.as_str(), port)).await.map_err(unresolvable)?;
                let mut addresses: Vec<_> = found.collect();
                // Those of the first family come first; getaddrinfo lists each once per socket type.
                addresses.dedup();
                addresses.truncate(limits::SERVERS);
                match addresses.is_empty() {
                    true => Err(unresolvable(std::io::ErrorKind::NotFound.into())),
                    false => Ok(addresses),
                }
            }
        }
    }
}

impl Trust {
    fn client(&self) -> Result<ClientConfig, ResolverError> {
        let Self::Only(certificates) = self else { return Ok(client_config()?) };
        let mut roots = RootCertStore::empty();
        for certificate in certificates {
            roots.add(CertificateDer::from(certificate.as_slice()))?;
        }
        let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()));
        Ok(builder.with_safe_default_protocol_versions()?.with_root_certificates(roots).with_no_client_auth())
    }
}

impl FromStr for ResolverSpec {
    type Err = ResolverError;

    fn from_str(text: &str) -> Result<Self, ResolverError> {
        Self::parse(text)
    }
}

impl fmt::Display for ResolverSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bracketed = |host: &Host| match host {
            Host::Address(IpAddr::V6(address)) => format!("[{address}]"),
            Host::Address(IpAddr::V4(_)) | Host::Name(_) => host.to_string(),
        };
        match self {
            Self::System => f.write_str("system"),
            Self::Plain(address) => address.fmt(f),
            Self::Tls { host, port, name } => {
                write!(f, "tls://{}:{port}", bracketed(host))?;
                name.iter().try_for_each(|name| write!(f, "#{name}"))
            }
            Self::Https { host, port, path } => write!(f, "https://{}:{port}{path}", bracketed(host)),
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Name(name) => name.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form() {
        for (text, canonical) in [
            ("system", "system"),
            ("192.0.2.1", "192.0.2.1:53"),
            ("192.0.2.1:5353", "192.0.2.1:5353"),
            ("2001:db8::1", "[2001:db8::1]:53"),
            ("[2001:db8::1]", "[2001:db8::1]:53"),
            ("[2001:db8::1]:5353", "[2001:db8::1]:5353"),
            ("tls://dns.example", "tls://dns.example:853"),
            ("tls://192.0.2.1#dns.example", "tls://192.0.2.1:853#dns.example"),
            ("tls://[2001:db8::1]:8853#dns.example", "tls://[2001:db8::1]:8853#dns.example"),
            ("https://dns.example", "https://dns.example:443/dns-query"),
            ("https://192.0.2.1:8443/q", "https://192.0.2.1:8443/q"),
        ] {
            let spec = ResolverSpec::parse(text).expect(text);
            assert_eq!(spec.to_string(), canonical);
            assert_eq!(ResolverSpec::parse(canonical).expect(canonical), spec);
        }
    }

    #[test]
    fn public_resolvers_are_known_in_every_form() {
        for text in ["8.8.8.8", "[2001:4860:4860::8888]:53", "tls://1.1.1.1#one.one.one.one", "https://dns.quad9.net"] {
            assert!(ResolverSpec::parse(text).unwrap().is_public(), "{text}");
        }
        for text in ["system", "192.0.2.53", "tls://dns.example"] {
            assert!(!ResolverSpec::parse(text).unwrap().is_public(), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let error = |text: &str| ResolverSpec::parse(text).unwrap_err();
        assert!(matches!(error(""), ResolverError::Form(_)));
        assert!(matches!(error("dns.example"), ResolverError::Form(_)));
        assert!(matches!(error("[192.0.2.1]:53"), ResolverError::Form(_)));
        assert!(matches!(error("[2001:db8::1]53"), ResolverError::Form(_)));
        assert!(matches!(error("192.0.2.1:0"), ResolverError::Port(port) if port == "0"));
        assert!(matches!(error("192.0.2.1:dns"), ResolverError::Port(_)));
        assert!(matches!(error("quic://192.0.2.1"), ResolverError::Scheme(scheme) if scheme == "quic"));
        assert!(matches!(error("tls://"), ResolverError::Form(_)));
        assert!(matches!(error("tls://a b"), ResolverError::Host { .. }));
        assert!(matches!(error("tls://192.0.2.1#a b"), ResolverError::CertificateName(_)));
        assert!(matches!(error("https://[2001:db8::1]/dns-query"), ResolverError::HttpsV6(_)));
        assert!(matches!(error("https://dns.example/a b"), ResolverError::Path(_)));
    }
}
