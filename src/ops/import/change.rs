//! A value that a file and a person may both have changed since the file was imported last.

/// A field as the file said it before, as it is here, and as the file says it now.
pub(super) struct Change<'a, T> {
    /// None where nobody knows.
    pub before: Option<&'a T>,
    pub here: &'a T,
    pub file: &'a T,
}

impl<T: PartialEq> Change<'_, T> {
    /// Whether the file's value is to be taken; one that was changed on both sides is told and left.
    pub fn is_taken(
        &self,
        field: &str,
        word: impl Fn(&T) -> String,
        clashes: &mut Vec<String>,
    ) -> bool {
        if self.file == self.here || self.before == Some(self.file) {
            return false;
        }
        if self.before == Some(self.here) {
            return true;
        }
        clashes.push(format!(
            "the {field} was changed here too; kept \"{}\", not \"{}\"",
            word(self.here),
            word(self.file)
        ));
        false
    }
}
