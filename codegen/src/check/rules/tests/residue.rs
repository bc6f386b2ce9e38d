//! What down-residue sees, and what it leaves alone.

use super::diagnostics;

/// What is said of a revision after another: the notes of down-residue, and
/// any other diagnostic as its code and message.
fn residue(before: &str, up: &str, down: &str) -> Vec<String> {
    let sql = format!("-- +before\n{before}\n-- +up\n{up}\n-- +down\n{down}\n");
    let mut said = Vec::new();
    for diagnostic in diagnostics(&sql) {
        if diagnostic.code == "down-residue" {
            said.extend(diagnostic.notes.iter().map(ToString::to_string));
        } else {
            said.push(format!("{}: {}", diagnostic.code, diagnostic.message));
        }
    }
    said
}

/// A dropped column comes back as the last one, and whatever is listed in the
/// order of the columns with it.
#[test]
fn lists_in_the_order_of_columns_are_sets() {
    let table = "CREATE TABLE t (a int, b int, c int, CHECK (a + b + c > 0));";
    let back = "ALTER TABLE t ADD b int, ADD CHECK (a + b + c > 0);";
    assert_eq!(residue(table, "ALTER TABLE t DROP b;", back), [""; 0]);

    let table = "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
        CREATE TABLE t (id int, a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p
            ON DELETE SET NULL (a, b));";
    let back = "ALTER TABLE t ADD a int, ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p
            ON DELETE SET NULL (a, b);";
    assert_eq!(residue(table, "ALTER TABLE t DROP a;", back), [""; 0]);

    let table = "CREATE TABLE a (x int); CREATE TABLE b (y int); CREATE TABLE t () INHERITS (a, b);";
    let up = "ALTER TABLE t NO INHERIT a;";
    assert_eq!(residue(table, up, "ALTER TABLE t INHERIT a;"), [""; 0]);
}
