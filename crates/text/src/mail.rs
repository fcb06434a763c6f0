//! Headers and furniture of mail.

use crate::lines::folded;
use crate::tree::collapse;

/// What the header of a mail tells.
#[derive(Default)]
pub struct Header {
    /// Its subject, without "Re:" and "Fwd:".
    pub subject: Option<String>,
    /// Its date, as written.
    pub date: Option<String>,
}

/// The mail header that opens the text, if one does, and the lines after it.
pub fn mail_header<'a>(lines: &'a [&'a str]) -> (Header, &'a [&'a str]) {
    /// Fields of a header, in several languages, folded.
    const FIELDS: &[&str] = &[
        "from", "to", "cc", "bcc", "date", "sent", "subject", "replyto", "von", "an", "betreff",
        "de", "à", "objet", "asunto", "para", "fecha", "datum",
    ];
    let mut header = Header::default();
    let mut fields = 0;
    let mut end = 0;
    for (at, line) in lines.iter().enumerate() {
        let Some((name, value)) = line.split_once(':') else {
            if line.trim().is_empty() && fields < 2 { continue } else { break }
        };
        let name = folded(name);
        if !FIELDS.contains(&name.as_str()) {
            break;
        }
        fields += 1;
        end = at + 1;
        let value = collapse(value);
        match name.as_str() {
            "subject" | "betreff" | "objet" | "asunto" => header.subject = subject(&value),
            "date" | "sent" | "datum" | "fecha" => header.date = Some(value),
            _ => {}
        }
    }
    if fields >= 2 {
        (header, lines.get(end..).unwrap_or_default())
    } else {
        (Header::default(), lines)
    }
}

/// A mail's subject without "Re:" and "Fwd:".
fn subject(value: &str) -> Option<String> {
    let mut value = value.trim();
    while let Some((mark, rest)) = value.split_once(':')
        && matches!(folded(mark).as_str(), "re" | "fw" | "fwd" | "aw" | "wg" | "tr" | "rv")
    {
        value = rest.trim();
    }
    (!value.is_empty()).then(|| value.to_owned())
}

/// Whether a line is what mail programs and mailing lists put around a text.
pub fn is_mail_furniture(paragraph: &str) -> bool {
    let folded = folded(paragraph);
    folded.starts_with("beginforwardedmessage")
        || folded.starts_with("forwardedmessage")
        || folded.starts_with("originalmessage")
        || folded.starts_with("sentfrommy")
        || folded.starts_with("viewthisemailinyourbrowser")
        || folded.starts_with("youarereceivingthis")
        || folded.starts_with("youreceivedthis")
        || folded.starts_with("updateyourpreferences")
        || folded.starts_with("tounsubscribe")
        || folded == "unsubscribe"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_and_texts_are_not() {
        let check = |lines: &[&str], subject: Option<&str>, left: usize| {
            let (header, rest) = mail_header(lines);
            assert_eq!((header.subject.as_deref(), rest.len()), (subject, left), "{lines:?}");
        };
        check(
            &["From: a@b.org", "Subject: RE: Fwd: Town falls", "", "Text."],
            Some("Town falls"),
            2,
        );
        check(&["Von: a@b.org", "Betreff: AW: Stadt", "Text."], Some("Stadt"), 1);
        check(&["Date: it is late.", "The town fell."], None, 2);
    }

    #[test]
    fn furniture_of_mail_is_known() {
        assert!(is_mail_furniture("You are receiving this email because you signed up."));
        assert!(is_mail_furniture("-- Original Message --"));
        assert!(!is_mail_furniture("The message was sent from my town."));
    }
}
