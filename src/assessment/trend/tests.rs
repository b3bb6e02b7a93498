use super::*;

#[test]
fn the_schema_is_current() {
    crate::json::schema::compare::<Trend>("trend");
}
