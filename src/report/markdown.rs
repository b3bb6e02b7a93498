//! stub
use super::content::Document;
pub(super) fn render(_document: &Document) -> String {
    String::new()
}
