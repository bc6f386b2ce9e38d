use super::*;
use crate::diag::{Color, SourceMap, render_all, sort};
use crate::source::Input;

fn read(files: &[(&str, &str)]) -> (Read, SourceMap, String) {
    let mut sources = SourceMap::default();
    let inputs: Vec<Input> = files
        .iter()
        .map(|(name, text)| Input::new(*name, sources.add(*name, *text)))
        .collect();
    let mut out = Vec::new();
    let folder = Folder {
        path: "",
        files: inputs.iter().collect(),
        sources: &sources,
        config: &Config::default(),
        aside: None,
    };
    let read = Native.read(&folder, &mut out);
    sort(&mut out);
    let report = render_all(&out, &sources, Color::Never);
    (read, sources, report)
}

fn codes(text: &str) -> Vec<String> {
    let (_, _, report) = read(&[("a.sql", text)]);
    report
        .lines()
        .filter_map(|line| Some(line.split_once('[')?.1.split_once("]: ")?.0.to_owned()))
        .collect()
}

#[test]
fn a_whole_file() {
    let text = "-- revision: a\r\n-- down_revision: x , y\r\n-- transaction: off\r\n-- labels: auth, money\r\n\
                --\r\n-- Sessions: rotated tokens.\r\n\r\n-- +up\r\nSELECT 1;\r\n-- revision: not ours\r\n-- +down\r\nSELECT 2;";
    let (read, sources, report) = read(&[("a.sql", text)]);
    assert_eq!(report, "");
    let entry = &read.entries[0];
    let values = |items: &[Spanned<String>]| {
        for item in items {
            assert_eq!(sources.text(item.span), item.value);
        }
        items
            .iter()
            .map(|item| item.value.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(values(std::slice::from_ref(&entry.id)), ["a"]);
    assert_eq!(values(&entry.parents), ["x", "y"]);
    assert_eq!(values(&entry.labels), ["auth", "money"]);
    assert_eq!(entry.transaction.value, Transaction::Off);
    assert_eq!(
        sources.text(entry.up),
        "SELECT 1;\r\n-- revision: not ours\r\n"
    );
    assert_eq!(sources.text(entry.down.unwrap()), "SELECT 2;");
}

#[test]
fn roots_are_said_in_three_ways() {
    for parent in ["", "-- down_revision: none\n", "-- down_revision:\n"] {
        let (read, _, report) = read(&[(
            "a.sql",
            &format!("-- revision: a\n{parent}-- +up\n-- +down\n"),
        )]);
        assert_eq!(report, "");
        assert!(read.entries[0].parents.is_empty());
    }
}

#[test]
fn header_faults() {
    for (text, expected) in [
        ("-- revision: a\n-- +up\n-- +down\n", ""),
        (
            "/* a\n -- +up\n*/\n-- revision: a\n\n-- +up\n-- +down\n",
            "",
        ),
        (
            "-- revision: a\n-- irreversible: data is lost\n-- +up\n",
            "",
        ),
        (
            "-- revision: a\n\n-- A note: with words\n-- note: free text\n-- +up\n-- +down\n",
            "",
        ),
        (
            "-- revision: a\n-- author: me\n-- +up\n-- +down\n",
            "unknown-header",
        ),
        (
            "-- Revision: a\n-- down_revision: b\n-- +up\n-- +down\n",
            "unknown-header",
        ),
        (
            "-- revision: a\n-- revision: b\n-- +up\n-- +down\n",
            "duplicate-header",
        ),
        (
            "-- revision: a\n-- +up\n-- +up\n-- +down\n",
            "duplicate-section",
        ),
        (
            "-- revision: a\n-- +up\n-- +down\n-- +down\n",
            "duplicate-section",
        ),
        // The rule irreversible-without-reason has its say on this one.
        ("-- revision: a\n-- +up\n", ""),
        ("-- revision: a\n-- +UP\n-- +down\n", "unknown-section"),
        ("-- revision: a\n--+up\n-- +down\n", "unknown-section"),
        ("-- revision: a\n-- +up\n-- +dwn\n", "unknown-section"),
        (
            "-- revision: a\n-- +up\n-- + 5 per cent\n-- +plus\n-- +down\n",
            "",
        ),
        ("-- revision: a\n-- +down\n", "missing-up"),
        ("-- revision: a\nSELECT 1;\n", "missing-up"),
        (
            "-- revision: a\nSELECT 1;\n-- +up\n-- +down\n",
            "stray-text",
        ),
        (
            "-- revision: a\n-- irreversible: why\n-- +up\n-- +down\n",
            "irreversible-with-down",
        ),
        (
            "-- revision: a\n-- irreversible:\n-- +up\n",
            "invalid-header",
        ),
        // A header in a section, unless there is a way back.
        (
            "-- revision: a\n-- +up\n-- irreversible: why\nSELECT 1;\n",
            "invalid-header",
        ),
        (
            "-- revision: a\n-- +up\n-- +down\n-- irreversible: why\n",
            "invalid-header",
        ),
        (
            "-- revision: a\n-- +up\n-- irreversible: why\n-- +down\nSELECT 1;\n",
            "",
        ),
        (
            "-- revision: a\n-- irreversible-without-reason: why\n-- +up\n",
            "unknown-header",
        ),
        (
            "-- revision: a\n-- pgbindgen: allow(float-money) why\n-- +up\n-- +down\n",
            "unknown-header",
        ),
        (
            "-- revision: a\n-- transaction:\n-- +up\n-- +down\n",
            "invalid-header",
        ),
        (
            "-- revision: a\n-- down_revision: b, none\n-- +up\n-- +down\n",
            "invalid-header",
        ),
        (
            "-- revision: a\n-- down_revision: b, c, d\n-- +up\n-- +down\n",
            "invalid-header",
        ),
        ("", "empty-file"),
        ("\u{feff}\r\n \r\n", "empty-file"),
        ("-- +up\n-- +down\n", "missing-revision"),
        (
            "-- +down\n-- revision: a\n-- +up\n",
            "missing-revision section-order",
        ),
    ] {
        assert_eq!(codes(text).join(" "), expected, "{text}");
    }
}

#[test]
fn a_mark_with_one_space_less_still_ends_the_section() {
    let (read, sources, _) = read(&[(
        "a.sql",
        "-- revision: a\n-- +up\nSELECT 1;\n--+down\nSELECT 2;\n",
    )]);
    assert_eq!(sources.text(read.entries[0].up), "SELECT 1;\n");
}

/// No text makes it panic, and all spans fit.
#[test]
fn cut_anywhere() {
    let text = "\u{feff}-- revision: ş\r\n-- down_revision: a, b,\r\n-- transaction: off\n-- irreversible: ü\n/* x */\nfoo\n-- +up\nSELECT 'ğ';\n-- +down\n";
    for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
        for start in [0, 3, 14, 17] {
            let part = text.get(start.min(end)..end).unwrap_or("");
            let _ = read(&[("ş.sql", part)]);
        }
    }
}
