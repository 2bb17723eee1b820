//! A place in a text that the grammar reads from. It is `Copy`: a reading that fails leaves no trace.

/// A text and a byte position in it, always on a character boundary.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte that is read next.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// Everything still to be read.
    pub(super) fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Everything read so far.
    pub(super) fn before(self) -> &'t str {
        self.text.get(..self.at).unwrap_or_default()
    }

    pub(super) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn previous(self) -> Option<char> {
        self.before().chars().next_back()
    }

    /// Whether one of `words` comes next.
    pub(super) fn sees(self, words: &[&str]) -> bool {
        let rest = self.rest();
        words.iter().any(|word| begins(rest, word))
    }

    /// Whether one of `chars` comes next.
    pub(super) fn sees_char(self, chars: &str) -> bool {
        self.peek().is_some_and(|c| chars.contains(c))
    }

    /// Whether one of `words` stands right before.
    pub(super) fn follows(self, words: &[&str]) -> bool {
        let before = self.before();
        words.iter().any(|word| before.ends_with(word))
    }

    /// Whether one of `chars` stands right before.
    pub(super) fn follows_char(self, chars: &str) -> bool {
        self.previous().is_some_and(|c| chars.contains(c))
    }

    /// Behind `word`, if it comes next.
    pub(super) fn eat(self, word: &str) -> Option<Self> {
        begins(self.rest(), word).then(|| self.behind(word))
    }

    /// Behind the first of `words` that comes next; longer words stand before their beginnings.
    pub(super) fn eat_any(self, words: &[&str]) -> Option<Self> {
        let rest = self.rest();
        let word = words.iter().find(|word| begins(rest, word))?;
        Some(self.behind(word))
    }

    /// Behind `word` if it comes next, else here.
    pub(super) fn skip(self, word: &str) -> Self {
        self.eat(word).unwrap_or(self)
    }

    /// Behind up to two blanks.
    pub(super) fn skip_blanks(self) -> Self {
        let blank = |cursor: Self| cursor.eat_any(&[" ", "\u{3000}", "\u{a0}"]).unwrap_or(cursor);
        blank(blank(self))
    }

    /// What the first word of `table` that comes next stands for; longer words stand before their beginnings.
    pub(super) fn choose<T: Copy>(self, table: &[(&str, T)]) -> Option<(T, Self)> {
        let rest = self.rest();
        let &(word, value) = table.iter().find(|(word, _)| begins(rest, word))?;
        Some((value, self.behind(word)))
    }

    /// Behind `word`, which comes next.
    fn behind(self, word: &str) -> Self {
        Self {
            text: self.text,
            at: self.at + word.len(),
        }
    }
}

/// Whether `text` begins with `word`. A glance at the last byte of the first ideograph tells most words apart.
fn begins(text: &str, word: &str) -> bool {
    let glance = |text: &str| text.as_bytes().get(2).copied();
    glance(word).is_none_or(|byte| glance(text) == Some(byte)) && text.starts_with(word)
}
