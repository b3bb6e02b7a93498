use super::*;

#[test]
fn the_schema_is_current() {
    let schema = schemars::schema_for!(Trend);
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
    snapbox::assert_data_eq!(
        text,
        snapbox::file!["../../../questions/schema/trend.schema.json"].raw()
    );
}
