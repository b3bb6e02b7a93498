//! Colour: a few roles, and escape sequences only where they are wanted. Meaning never hangs on it.

/// What a piece of text is for the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Running text.
    Plain,
    /// A heading, the result, the name of a step.
    Strong,
    /// Labels, axes, remarks.
    Quiet,
    /// The first side.
    First,
    /// The second side.
    Second,
    /// What holds.
    Good,
    /// What warns.
    Caution,
    /// What fails.
    Bad,
}

impl Role {
    /// The role of a side, by its place.
    pub(crate) const fn side(index: usize) -> Self {
        match index {
            0 => Self::First,
            _ => Self::Second,
        }
    }
}

/// Whether to colour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) colour: bool,
}

impl Style {
    /// `text` in the colour of its role.
    pub(crate) fn paint(self, role: Role, text: &str) -> String {
        let code = match role {
            Role::Plain => "",
            Role::Strong => "1",
            Role::Quiet => "2",
            Role::First => "1;36",
            Role::Second => "1;35",
            Role::Good => "32",
            Role::Caution => "1;33",
            Role::Bad => "1;31",
        };
        if !self.colour || code.is_empty() || text.trim().is_empty() {
            return text.to_owned();
        }
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_text_stays_itself() {
        assert_eq!(Style { colour: false }.paint(Role::Strong, "a"), "a");
        assert_eq!(
            Style { colour: true }.paint(Role::Strong, "a"),
            "\u{1b}[1ma\u{1b}[0m"
        );
        assert_eq!(Style { colour: true }.paint(Role::Strong, "  "), "  ");
    }
}
