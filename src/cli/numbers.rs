//! Whole numbers on the command line, and what is said of what is none.

/// Reads a whole number of at least `least`.
pub(crate) fn whole(least: u64) -> impl Fn(&str) -> Result<u64, String> + Clone + Send + Sync {
    move |text| match text.trim().parse::<u64>() {
        Ok(number) if number >= least => Ok(number),
        Ok(_) => Err(format!("write {least} or more")),
        Err(_) => Err(format!("write a whole number, {least} or more")),
    }
}

/// Reads a number of columns.
pub(crate) fn columns(text: &str) -> Result<usize, String> {
    let number = text.trim().parse();
    number.map_err(|_| "write a number of columns, such as 80".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_told_what_would_be() {
        assert_eq!(whole(3)("3"), Ok(3));
        assert_eq!(whole(3)("2"), Err("write 3 or more".to_owned()));
        for text in ["", "x", "-5", "3.5", "99999999999999999999"] {
            let fault = Err("write a whole number, 3 or more".to_owned());
            assert_eq!(whole(3)(text), fault, "{text}");
        }
        assert_eq!(columns(" 80 "), Ok(80));
        assert_eq!(
            columns("-1"),
            Err("write a number of columns, such as 80".to_owned())
        );
    }
}
