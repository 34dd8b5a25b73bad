//! A text of a few parts under headings of their own, as it is handed to an editor and comes back.

/// Writes parts under headings, each with room to type in, below a title and a note to the writer.
pub fn write(title: &str, note: &str, parts: &[(&str, Option<&str>)]) -> String {
    let mut text = format!("# {title}\n\n{note}\n");
    for (heading, part) in parts {
        text.push_str(&format!("\n## {heading}\n\n"));
        match part {
            Some(part) => text.push_str(&format!("{}\n", part.trim())),
            None => text.push('\n'),
        }
    }
    text
}

/// Reads the parts back in the order of `headings`; an empty part, or one whose heading is gone, is none.
/// A heading that is not among them belongs to the part that it stands in.
pub fn read<const PARTS: usize>(text: &str, headings: [&str; PARTS]) -> [Option<String>; PARTS] {
    let mut parts: [Option<String>; PARTS] = std::array::from_fn(|_| None);
    let mut at = None;
    for line in text.lines() {
        let heading = line.strip_prefix("## ").map(str::trim);
        let known = heading.and_then(|heading| {
            let mut known = headings.iter();
            known.position(|one| one.eq_ignore_ascii_case(heading))
        });
        if known.is_some() {
            at = known;
        } else if let Some(at) = at {
            let part = parts[at].get_or_insert_default();
            part.push_str(line);
            part.push('\n');
        }
    }
    parts.map(|part| {
        let part = part.unwrap_or_default();
        let part = part.trim();
        (!part.is_empty()).then(|| part.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_back() {
        let check = |one: Option<&str>, two: Option<&str>| {
            let text = write("Words", "", &[("Summary", one), ("The ask", two)]);
            let want = [one, two].map(|part| part.map(str::to_owned));
            assert_eq!(read(&text, ["Summary", "The ask"]), want, "{text}");
        };
        check(None, None);
        check(Some("On track."), None);
        check(
            Some("On track.\n\n- one\n- two\n\n### Deeper\nmore"),
            Some("None"),
        );
    }

    #[test]
    fn parts_may_be_moved_left_out_and_hold_headings_of_their_own() {
        let text = "said before any heading\n## the ASK\nmoney\n## Numbers\n4\n## Summary\n\n";
        let want = [None, Some("money\n## Numbers\n4".to_owned())];
        assert_eq!(read(text, ["Summary", "The ask"]), want);
    }
}
