//! When two addresses name one article.

use url::Url;

/// Parameters that tell a site where a reader came from and nothing else.
const TRACKING: [&str; 7] = ["fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid"];

/// The address of `link` as found on `base`, if both make one that is fetched.
pub fn absolute(base: &str, link: &str) -> Option<String> {
    let url = Url::parse(base).ok()?.join(link.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// The key of an address: the same for addresses that differ only in scheme, fragment and
/// parameters that follow readers around. No address to fetch.
pub fn identity(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return address.to_owned() };
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let mut key = format!("{}{port}{}", url.host_str().unwrap_or_default(), url.path());
    let kept: Vec<&str> =
        url.query().unwrap_or_default().split('&').filter(|part| tells(part)).collect();
    if !kept.is_empty() {
        key.push('?');
        key.push_str(&kept.join("&"));
    }
    key
}

fn tells(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_lowercase();
    !name.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_article_are_one() {
        let check = |address: &str, key: &str| assert_eq!(identity(address), key);
        check("https://A.example/x?utm_source=rss&id=7#top", "a.example/x?id=7");
        check("http://a.example:80/x?id=7&fbclid=1", "a.example/x?id=7");
        check("http://a.example:8080/x?", "a.example:8080/x");
        check("https://a.example", "a.example/");
        check("https://a.example/київ", "a.example/%D0%BA%D0%B8%D1%97%D0%B2");
        check("no address", "no address");
    }

    #[test]
    fn links_are_made_whole() {
        let check = |link: &str, whole: Option<&str>| {
            assert_eq!(absolute("https://a.example/feed/rss", link).as_deref(), whole);
        };
        check("../x ", Some("https://a.example/x"));
        check("//b.example/y", Some("https://b.example/y"));
        check("http://c.example", Some("http://c.example/"));
        check("javascript:alert(1)", None);
        check("file:///etc/passwd", None);
        check("http://[", None);
    }
}
