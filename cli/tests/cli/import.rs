//! The output of Alembic as native revisions. The two files under `tests/alembic`
//! are what Alembic 1.20.1 wrote of migrations of our own: in one transaction, and
//! with `transaction_per_migration` and a version table of another name.

use super::Folder;

const ONE: &str = include_str!("../alembic/one_transaction.sql");
const EACH: &str = include_str!("../alembic/a_transaction_each.sql");

#[test]
fn every_revision_comes_with_its_id_and_its_parents() {
    for text in [ONE, EACH, &ONE.replace('\n', "\r\n")] {
        let folder = Folder::new(&[("history.sql", text)]);
        let ran = folder.expect(0, "import alembic history.sql");
        assert_eq!(ran.out, "6 revisions in migrations\n");
        let ran = folder.expect(0, "history migrations");
        let lines: Vec<&str> = ran
            .out
            .lines()
            .map(|line| line.split(" : ").next().unwrap_or_default())
            .collect();
        assert_eq!(
            lines,
            [
                "e6fa000000cc <- d5e9000000bb (head)",
                "d5e9000000bb <- c4d8000000aa",
                "c4d8000000aa <- ae1027a6acf1, b3c7a1d20001",
                "b3c7a1d20001 <- 1975ea83b712",
                "ae1027a6acf1 <- 1975ea83b712",
                "1975ea83b712 (root)",
            ]
        );
        let ran = folder.expect(0, "check migrations");
        assert!(ran.err.contains("6 revisions are valid"), "{}", ran.err);
        assert_eq!(
            folder.read("migrations/d5e9000000bb.sql").replace('\r', ""),
            "-- revision: d5e9000000bb\n-- down_revision: c4d8000000aa\n-- transaction: off\n\
             -- irreversible: imported from Alembic, whose output has no way back\n\n-- +up\n\
             ALTER TABLE notes ADD COLUMN body text;\n\
             CREATE INDEX CONCURRENTLY notes_body ON notes (body);\n"
        );
        let notes = folder.read("migrations/b3c7a1d20001.sql");
        assert!(notes.contains("-- +up\n-- a comment of ours\n"), "{notes}");
        // A mark within a string is none.
        let first = folder.read("migrations/1975ea83b712.sql");
        assert!(
            first.contains("'-- Running upgrade a -> b'") && !first.contains("version_num"),
            "{first}"
        );
    }
}

#[test]
fn what_is_no_whole_history_is_refused_and_nothing_written() {
    let cut = |from: &str| ONE.split_once(from).unwrap().1.to_owned();
    let noted = "INSERT INTO alembic_version (version_num) VALUES ('ae1027a6acf1')";
    for (text, fault) in [
        (String::new(), "the file holds no revision"),
        (
            cut("RETURNING alembic_version.version_num;"),
            "the version table is not created before the first revision",
        ),
        (
            ONE.split_once(noted).unwrap().0.to_owned(),
            "revision `ae1027a6acf1` is not noted in the version table",
        ),
        (
            ONE.replace("1975ea83b712 -> b3c7a1d20001", "0000 -> b3c7a1d20001"),
            "revision `0000` is not in the file",
        ),
        (
            format!("{ONE}{ONE}"),
            "revision `1975ea83b712` is there twice",
        ),
        (
            "CREATE TABLE a (b int);\n".to_owned(),
            "the file holds no revision",
        ),
        (
            ONE.replacen("-- Running", "INFO  [alembic] Context\n-- Running", 1),
            "this is no SQL, and swallows the mark of a revision",
        ),
        (
            ONE.replace("e6fa000000cc", "E6-fa"),
            "`E6-fa` cannot be the id of a revision here",
        ),
        (
            ONE.replace(
                "> c4d8000000aa",
                "> c4d8000000aa\n\n-- Running downgrade a -> b",
            ),
            "this step is no upgrade of one revision",
        ),
        (
            ONE.replace(
                "ae1027a6acf1, b3c7a1d20001 ->",
                "ae1027a6acf1, b3c7a1d20001, 1975ea83b712 ->",
            ),
            "revision `c4d8000000aa` joins more than two others",
        ),
        (
            ONE.replacen(
                "-- Running upgrade",
                "CREATE SCHEMA app;\n-- Running upgrade",
                1,
            ),
            "this statement belongs to no revision",
        ),
        (format!("{ONE}SELECT 'open"), "unterminated"),
    ] {
        let folder = Folder::new(&[("history.sql", &text)]);
        let ran = folder.expect(1, "import alembic history.sql");
        assert!(ran.err.contains(fault), "{fault}: {}", ran.err);
        if ["this is no SQL", "the file holds no"]
            .iter()
            .any(|start| fault.starts_with(start))
        {
            assert!(ran.err.ends_with("\nerror: 1 error\n"), "{}", ran.err);
        }
        assert!(!folder.0.join("migrations").exists(), "{fault}");
    }
}

#[test]
fn nothing_is_written_over() {
    let folder = Folder::new(&[
        ("history.sql", ONE),
        ("migrations/c4d8000000aa.sql", "-- mine\n"),
    ]);
    let ran = folder.expect(2, "import alembic history.sql");
    assert!(ran.err.contains("is there already"), "{}", ran.err);
    assert!(!folder.0.join("migrations/1975ea83b712.sql").exists());
    assert_eq!(folder.read("migrations/c4d8000000aa.sql"), "-- mine\n");
    // As PowerShell writes it.
    let wide: Vec<u8> = ONE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(
        folder.0.join("wide.sql"),
        [&[0xff, 0xfe], wide.as_slice()].concat(),
    )
    .unwrap();
    let ran = folder.expect(2, "import alembic wide.sql");
    assert!(
        ran.err.contains("`wide.sql` is not UTF-8: save it so"),
        "{}",
        ran.err
    );
    let ran = folder.expect(2, "import alembic nowhere.sql");
    assert!(ran.err.contains("cannot read `nowhere.sql`"), "{}", ran.err);
}
