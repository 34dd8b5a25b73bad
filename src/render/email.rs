//! Mail: a draft that a mail program opens (`.eml`), with a plain and an HTML side that say the same.

use chrono::{DateTime, Utc};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};

use crate::render::clean::clean;
use crate::render::html;
use crate::render::message::{self, Dialect};
use crate::render::model::{Block, Document};

/// What stands above a mail.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    /// Names, where they are known, and addresses.
    pub to: Vec<(Option<String>, String)>,
    /// None takes the first heading of the document.
    pub subject: Option<String>,
    pub at: DateTime<Utc>,
}

/// Returns a mail that no program has sent yet. Nothing in a header can begin another one.
pub fn render(document: &Document, envelope: &Envelope) -> String {
    let Envelope { to, subject, at } = envelope;
    let subject = subject.clone().unwrap_or_else(|| title(document));
    let text = message::render(document, Dialect::Text);
    let page = html::page(document);
    // The same mail has the same bytes, whenever it is made.
    let digest = blake3::hash(format!("{at} {subject} {to:?} {text}").as_bytes()).to_hex();
    let sides = MimePart::new(
        ContentType::new("multipart/alternative")
            .attribute("boundary", format!("=_{}", &digest[..24])),
        BodyPart::Multipart(vec![
            MimePart::new("text/plain", BodyPart::Text(text.into())),
            MimePart::new("text/html", BodyPart::Text(page.into())),
        ]),
    );
    let mut mail = MessageBuilder::new()
        .header("X-Unsent", Raw::new("1"))
        .subject(clean(&subject).into_owned())
        .date(at.timestamp())
        .message_id(MessageId::new(format!("{}@tpm.invalid", &digest[24..48])))
        .body(sides);
    let receivers = receivers(to);
    if !receivers.is_empty() {
        mail = mail.to(Address::new_list(receivers));
    }
    mail.write_to_string()
        .expect("a mail that is written to memory is all UTF-8")
}

/// Returns those whose address is one and nothing more: what holds anything else is left out.
fn receivers(to: &[(Option<String>, String)]) -> Vec<Address<'static>> {
    let is_plain = |address: &str| {
        address.contains('@')
            && address.chars().all(|char| {
                char.is_ascii_graphic() && !matches!(char, '<' | '>' | ',' | ';' | '"' | '(' | ')')
            })
    };
    to.iter()
        .filter(|(_, address)| is_plain(address))
        .map(|(name, address)| {
            let name = name.as_ref().map(|name| clean(name).into_owned());
            Address::new_address(name, address.clone())
        })
        .collect()
}

/// Returns the first heading of a document, as one line.
pub fn title(document: &Document) -> String {
    let heading = document.blocks.iter().find_map(|block| match block {
        Block::Heading(_, line) => Some(clean(&line.text()).trim().to_owned()),
        _ => None,
    });
    heading.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::hostile::{TEXTS, everywhere};

    fn envelope(to: &[(Option<&str>, &str)], subject: &str) -> Envelope {
        let to = to.iter();
        Envelope {
            to: to
                .map(|(name, address)| (name.map(str::to_owned), (*address).to_owned()))
                .collect(),
            subject: Some(subject.to_owned()),
            at: "2026-11-22T10:00:00Z".parse().unwrap(),
        }
    }

    /// The names of the headers of a mail, those of its parts left out.
    fn headers(mail: &str) -> Vec<&str> {
        let (head, _) = mail.split_once("\r\n\r\n").unwrap();
        let lines = head
            .split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']));
        lines.map(|line| line.split_once(':').unwrap().0).collect()
    }

    #[test]
    fn a_mail_is_a_draft_with_two_sides_and_the_same_bytes_each_time() {
        let document = Document {
            blocks: vec![
                Block::Heading(1, "D-4: Zürich?".into()),
                Block::Paragraph("Go.".into()),
            ],
        };
        let to = Envelope {
            subject: None,
            ..envelope(
                &[
                    (Some("Zoë Ray"), "zoe@example.org"),
                    (None, "bo@example.org"),
                ],
                "",
            )
        };
        let mail = render(&document, &to);
        let want = [
            "X-Unsent",
            "Subject",
            "Date",
            "Message-ID",
            "To",
            "MIME-Version",
            "Content-Type",
        ];
        assert_eq!(headers(&mail), want);
        assert!(mail.is_ascii(), "{mail}");
        for part in [
            "X-Unsent: 1\r\n",
            "Subject: =?utf-8?",
            "bo@example.org",
            "Content-Type: multipart/alternative",
            "Content-Type: text/plain",
            "Content-Type: text/html",
        ] {
            assert!(mail.contains(part), "{part} in {mail}");
        }
        assert_eq!(mail, render(&document, &to));
    }

    #[test]
    fn no_text_adds_a_header_or_a_receiver() {
        let plain = headers(&render(
            &everywhere("x"),
            &envelope(&[(Some("x"), "a@example.org")], "x"),
        ))
        .len();
        for text in TEXTS {
            let mail = render(
                &everywhere(text),
                &envelope(&[(Some(text), "a@example.org"), (None, text)], text),
            );
            assert_eq!(headers(&mail).len(), plain, "{mail}");
            let (head, _) = mail.split_once("\r\n\r\n").unwrap();
            assert!(!head.contains("\nBcc:"), "{head}");
            assert!(!head.contains("victim@example.org\r\n"), "{head}");
        }
    }

    #[test]
    fn an_address_that_is_none_is_left_out() {
        let check = |address: &str, want: usize| {
            let to = [(None, address.to_owned())];
            assert_eq!(receivers(&to).len(), want, "{address}");
        };
        check("a@example.org", 1);
        check("nobody", 0);
        check("a@example.org, b@example.org", 0);
        check("a@example.org\r\nBcc: b@example.org", 0);
        check("A <a@example.org>", 0);
    }
}
