// Makes the rows of the first shop.
// pgbindgen: no-effect
pub fn migration() -> String {
    String::new()
}
