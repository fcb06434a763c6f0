//! `robots.txt` by RFC 9309.

use std::time::Duration;

/// Bytes of a file that are read; the standard asks for 500 KiB at least. The rest is cut off.
pub const READ_BYTES: usize = 512 << 10;

/// The rules of one site for one robot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    allow: bool,
    pattern: Vec<u8>,
}

/// The groups that speak to one robot and those that speak to all.
#[derive(Default)]
struct Groups {
    named: Option<Robots>,
    general: Robots,
}

impl Robots {
    /// Nothing is forbidden: there is no file.
    pub fn allow_all() -> Self {
        Self::default()
    }

    /// The rules in `file` for the robot called `product`: those of all groups that name it, in
    /// any case, else those of the groups for `*`. What cannot be understood is passed over.
    pub fn parse(file: &[u8], product: &str) -> Self {
        let file = file.get(..file.len().min(READ_BYTES)).unwrap_or_default();
        let text = String::from_utf8_lossy(file);
        let mut groups = Groups::default();
        let (mut named, mut general, mut in_rules) = (false, false, true);
        for (key, value) in text.trim_start_matches('\u{FEFF}').split(['\n', '\r']).filter_map(line)
        {
            if key == "user-agent" {
                if in_rules {
                    (named, general, in_rules) = (false, false, false);
                }
                named |= is_product(value, product);
                general |= value == "*";
                if named {
                    groups.named.get_or_insert_default();
                }
                continue;
            }
            let known = matches!(key.as_str(), "allow" | "disallow" | "crawl-delay");
            // Sitemap lines and the like belong to no group and end none.
            in_rules |= known;
            if named && let Some(robots) = &mut groups.named {
                robots.take(&key, value);
            }
            if general {
                groups.general.take(&key, value);
            }
        }
        groups.named.unwrap_or(groups.general)
    }

    /// Whether the robot may ask for a path with its query. The longest rule that matches
    /// decides; between two of one length, the one that allows.
    pub fn allows(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path.as_bytes());
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }

    /// Least time between requests that the site asks for (a custom beside the standard).
    pub fn delay(&self) -> Option<Duration> {
        self.delay
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "crawl-delay" => {
                let seconds = value.parse().ok().filter(|it: &f64| it.is_finite() && *it >= 0.0);
                self.delay = self
                    .delay
                    .or(seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()));
            }
            // A rule without a path matches nothing.
            "allow" | "disallow" if value.starts_with(['/', '*']) => {
                let pattern = normal(value.as_bytes());
                self.rules.push(Rule { allow: key == "allow", pattern });
            }
            _ => {}
        }
    }
}

/// `key: value` without comment; the key in lower case.
fn line(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split('#').next()?.split_once(':')?;
    Some((key.trim().to_lowercase(), value.trim()))
}

/// Whether a group's name is `product`: letters, `-` and `_` count, a version after them not.
fn is_product(value: &str, product: &str) -> bool {
    let end = value.find(|it: char| !(it.is_ascii_alphabetic() || matches!(it, '-' | '_')));
    value.get(..end.unwrap_or(value.len())).unwrap_or_default().eq_ignore_ascii_case(product)
}

/// Octets as they are compared: letters, digits and `-._~` plain, all else that is not ASCII or
/// was encoded as `%` and two upper-case digits.
fn normal(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        match (first, after) {
            (b'%', &[high, low, ref tail @ ..]) if hex(high).zip(hex(low)).is_some() => {
                rest = tail;
                let byte = hex(high).unwrap_or(0) << 4 | hex(low).unwrap_or(0);
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                    out.push(byte);
                } else {
                    encode(byte, &mut out);
                }
            }
            (byte, _) if !byte.is_ascii() => encode(byte, &mut out),
            (byte, _) => out.push(byte),
        }
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn encode(byte: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("%{byte:02X}").as_bytes());
}

/// Whether a path begins as the pattern says: `*` stands for any octets, `$` at the end for the
/// end of the path. Takes the first fit of every piece, so its time is bounded by path × pattern.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = match pattern.split_last() {
        Some((b'$', rest)) => (rest, true),
        _ => (pattern, false),
    };
    let mut pieces = pattern.split(|byte| *byte == b'*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let pieces: Vec<&[u8]> = pieces.collect();
    let Some((last, between)) = pieces.split_last() else { return !to_end || rest.is_empty() };
    for piece in between {
        match find(rest, piece) {
            Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    if to_end { rest.ends_with(last) } else { find(rest, last).is_some() }
}

fn find(text: &[u8], piece: &[u8]) -> Option<usize> {
    if piece.is_empty() {
        return Some(0);
    }
    text.windows(piece.len()).position(|window| window == piece)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Which of `paths` the robot called `tidings` may ask for.
    fn check(file: &str, allowed: &[&str], forbidden: &[&str]) {
        let robots = Robots::parse(file.as_bytes(), "Tidings");
        for path in allowed {
            assert!(robots.allows(path), "{path} by {file:?}");
        }
        for path in forbidden {
            assert!(!robots.allows(path), "{path} by {file:?}");
        }
    }

    #[test]
    fn groups() {
        check("", &["/", "/x"], &[]);
        check("User-agent: *\nDisallow: /", &["/robots.txt"], &["/", "/x"]);
        check("User-agent: *\nDisallow:", &["/x"], &[]);
        check("user-agent: other\nDisallow: /", &["/x"], &[]);
        check("USER-AGENT: tidings\ndisallow: /a\n\nUser-agent: *\nDisallow: /", &["/x"], &["/a"]);
        check("User-agent: *\nDisallow: /\n\nUser-agent: Tidings/1.0 x\nAllow: /", &["/x"], &[]);
        check("User-agent: a\nUser-agent: tidings\nDisallow: /a", &["/b"], &["/a"]);
        check("User-agent: tidings\nUser-agent: a\nDisallow: /a", &["/b"], &["/a"]);
        // Groups of one name are one.
        check(
            "User-agent: Tidings\nDisallow: /a\nUser-agent: *\nDisallow: /c\nUser-agent: Tidings\nDisallow: /b",
            &["/c"],
            &["/a", "/b"],
        );
        // A group that names the robot and says nothing forbids nothing.
        check("User-agent: *\nDisallow: /\nUser-agent: Tidings\n", &["/x"], &[]);
        check("User-agent: TidingsBot\nDisallow: /", &["/x"], &[]);
        check("Disallow: /", &["/x"], &[]);
        check("User-agent: a\nSitemap: https://x/\nUser-agent: *\nDisallow: /", &[], &["/x"]);
        check("\u{FEFF}User-agent: * # all\r\nDisallow: /a # this\r\n", &["/b"], &["/a"]);
        check("User-agent: *\rDisallow: /a", &["/b"], &["/a"]);
        check("User-agent : *\nDisallow : /a", &["/b"], &["/a"]);
        check("nonsense\n:\n\0\nUser-agent: *\nfoo: bar\nDisallow: /a", &["/b"], &["/a"]);
    }

    #[test]
    fn patterns() {
        let rules = |lines: &str| format!("User-agent: *\n{lines}");
        check(
            &rules("Disallow: /fish"),
            &["/Fish", "/x/fish"],
            &["/fish", "/fish.html", "/fish/a?b"],
        );
        check(&rules("Disallow: /fish*"), &["/"], &["/fish", "/fishheads"]);
        check(&rules("Disallow: /fish/"), &["/fish", "/fish.html"], &["/fish/", "/fish/a"]);
        check(&rules("Disallow: /*.php"), &["/", "/a.PHP"], &["/a.php", "/b/a.php?x"]);
        check(&rules("Disallow: /*.php$"), &["/a.php?x", "/a.php/"], &["/a.php", "/a.php.php"]);
        check(&rules("Disallow: /a*b*c$"), &["/abcd", "/acb"], &["/abc", "/a-b-c-c"]);
        check(&rules("Disallow: /a*a$"), &["/a", "/ab"], &["/aa", "/aba"]);
        check(&rules("Disallow: *"), &[], &["/", "/x"]);
        check(&rules("Disallow: /$"), &["/x"], &["/"]);
        check(&rules("Disallow: fish"), &["/fish"], &[]);
        check(&rules("Disallow: /a?x=*&y"), &["/a?y"], &["/a?x=1&y=2"]);
        // The longest rule decides, in any order; allow wins a tie.
        check(&rules("Allow: /p\nDisallow: /"), &["/page"], &["/x"]);
        check(&rules("Disallow: /\nAllow: /p"), &["/page"], &["/x"]);
        check(&rules("Disallow: /f\nAllow: /f"), &["/f"], &[]);
        check(&rules("Allow: /page\nDisallow: /*.htm"), &["/page"], &["/page.htm"]);
        check(&rules("Allow: /$\nDisallow: /"), &["/"], &["/page.htm"]);
        // Octets are compared, however they are written.
        check(
            &rules("Disallow: /київ"),
            &["/k"],
            &["/%D0%BA%D0%B8%D1%97%D0%B2", "/%d0%ba%d0%b8%d1%97%d0%b2/a"],
        );
        check(&rules("Disallow: /%7ea%2Fb"), &["/~a/b"], &["/~a%2fb", "/%7Ea%2Fb"]);
        check(&rules("Disallow: /%zz"), &["/z"], &["/%zz"]);
    }

    #[test]
    fn delays() {
        let check = |lines: &str, seconds: Option<f64>| {
            let robots = Robots::parse(lines.as_bytes(), "Tidings");
            assert_eq!(robots.delay().map(|delay| delay.as_secs_f64()), seconds, "{lines}");
        };
        check("User-agent: *\nCrawl-delay: 10", Some(10.0));
        check("User-agent: *\nCrawl-delay: 0.5\nCrawl-delay: 9", Some(0.5));
        check("User-agent: *\nCrawl-delay: -1", None);
        check("User-agent: *\nCrawl-delay: 1e300", None);
        check("User-agent: a\nCrawl-delay: 10", None);
    }

    #[test]
    fn long_patterns_take_no_time() {
        let file = format!("User-agent: *\nDisallow: /{}b$", "*a".repeat(5000));
        let robots = Robots::parse(file.as_bytes(), "Tidings");
        assert!(robots.allows(&format!("/{}", "a".repeat(8000))));
        let huge = format!("User-agent: *\n{}Disallow: /", "#\n".repeat(READ_BYTES));
        assert!(Robots::parse(huge.as_bytes(), "Tidings").allows("/x"));
    }

    proptest! {
        #[test]
        fn no_file_upsets_the_reader(file in ".{0,200}", path in "/.{0,30}") {
            let file = format!("User-agent: *\nDisallow: {file}");
            Robots::parse(file.as_bytes(), "Tidings").allows(&path);
        }

        #[test]
        fn a_pattern_matches_what_it_was_made_from(parts in proptest::collection::vec("[ab/]{0,3}", 1..5), fill in "[ab]{0,3}") {
            let pattern = format!("/{}", parts.join("*"));
            let path = format!("/{}", parts.join(&fill));
            prop_assert!(matches(pattern.as_bytes(), path.as_bytes()));
            let to_end = format!("{pattern}$");
            prop_assert!(matches(to_end.as_bytes(), path.as_bytes()));
        }
    }
}
