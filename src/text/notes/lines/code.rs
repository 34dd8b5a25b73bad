//! Code that is only indented: four spaces after a blank line, outside a list, and signs of code in it. People
//! indent their words as well, so the indentation alone makes none.

use crate::text::notes::lines::{Form, Line};

/// Makes the lines of indented code such as are never read.
pub(super) fn skip_indented(lines: &mut [Line<'_>]) {
    let mut in_list = false;
    let mut after_blank = true;
    let mut index = 0;
    while index < lines.len() {
        let line = &lines[index];
        if after_blank && !in_list && is_indented(line) {
            let block = lines[index..].iter().take_while(|line| is_indented(line));
            let end = index + block.count();
            if lines[index..end].iter().any(|line| is_code(line.body)) {
                let own = lines[index..end].iter_mut();
                for line in own.filter(|line| line.anchor.is_none()) {
                    (line.form, line.body) = (Form::Skipped, "");
                }
            }
            index = end;
            after_blank = false;
            continue;
        }
        match line.form {
            Form::Bullet => in_list = true,
            Form::Heading(_) | Form::Rule => in_list = false,
            Form::Text if after_blank && line.indent == 0 => in_list = false,
            _ => {}
        }
        after_blank = line.form == Form::Blank;
        index += 1;
    }
}

fn is_indented(line: &Line<'_>) -> bool {
    line.form == Form::Text && line.mark.is_none() && line.prefix.starts_with("    ")
}

/// Says whether a line has signs that prose has not.
fn is_code(body: &str) -> bool {
    const SIGNS: [&str; 9] = ["{", "}", "()", " = ", " == ", "</", "&&", "||", "::"];
    const HEADS: [&str; 6] = ["//", "$ ", "#include", "const ", "let ", "return "];
    body.ends_with(';')
        || SIGNS.iter().any(|sign| body.contains(sign))
        || HEADS.iter().any(|head| body.starts_with(head))
}
