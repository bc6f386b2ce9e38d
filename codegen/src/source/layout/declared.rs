//! Layouts that the user declares in `pgbindgen.toml`, for tools of one's own:
//! `[declared]` says what the paths look like, and in which order they run.

use super::line::{self, Step};
use super::pattern::Match;
use super::version::{Part, natural};
use super::{Claim, Downs, Fit, Folder, Layout, Read, Transaction, invalid, json, split_path};
use crate::diag::{Diagnostic, Span, Spanned};
use crate::source::config::{Declared as Settings, DeclaredTransaction, Order};
use crate::source::{Config, Input};
use std::collections::BTreeMap;

/// A declared layout.
#[derive(Clone, Copy, Debug)]
pub(super) struct Declared;

fn found(path: &str, settings: &Settings) -> Option<Match> {
    settings
        .patterns
        .iter()
        .find_map(|pattern| pattern.value.matches(path))
}

impl Layout for Declared {
    fn name(&self) -> &'static str {
        "declared"
    }

    fn about(&self) -> &'static str {
        "files as [declared] in pgbindgen.toml says"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("touch FILE")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`transaction = \"off\"` in [declared]")
    }

    fn downs(&self) -> Downs {
        Downs::Optional
    }

    fn claims(&self, path: &str, config: &Config) -> Claim {
        let Some(settings) = &config.declared else {
            return Claim::Beside;
        };
        let is_manifest = |name: &Spanned<String>| split_path(path).1 == name.value;
        if settings.manifest.as_ref().is_some_and(is_manifest) {
            return Claim::Read;
        }
        match found(path, settings) {
            Some(found) if is_of_dialect(&found, settings) => Claim::Read,
            Some(_) => Claim::Beside,
            None => Claim::No,
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        folder.config.declared.as_ref()?;
        Some(Fit::mark("pgbindgen.toml has [declared]"))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let Some(settings) = &folder.config.declared else {
            let place = folder.config.layout.as_ref().map(|layout| layout.span);
            let place = place.unwrap_or_default();
            out.push(
                Diagnostic::error("config-value", place, "the layout is not declared")
                    .with_label("says that it is")
                    .with_help("say what the paths look like: [declared] pattern = \"{version}_{name}.sql\""),
            );
            return Read::default();
        };
        if settings.is_faulty {
            return Read::default();
        }
        if settings.patterns.is_empty() {
            out.push(
                Diagnostic::error(
                    "config-value",
                    settings.span,
                    "[declared] has no pattern that can be read",
                )
                .with_label("says nothing of the paths")
                .with_help("say what the paths look like: pattern = \"{version}_{name}.sql\""),
            );
            return Read::default();
        }
        read(folder, settings, out)
    }
}

/// Whether a file is for our dialect, or for all.
fn is_of_dialect(found: &Match, settings: &Settings) -> bool {
    found.dialect.is_none() || found.dialect.as_ref() == settings.dialect.as_ref().map(|d| &d.value)
}

/// A file with what its path says.
struct Named<'a> {
    input: &'a Input,
    found: Match,
    /// What makes two files one migration: the path without direction and dialect.
    id: String,
}

fn read(folder: &Folder<'_>, settings: &Settings, out: &mut Vec<Diagnostic>) -> Read {
    let mut broken = Vec::new();
    let mut named: Vec<Named<'_>> = Vec::new();
    for input in &folder.files {
        if settings
            .manifest
            .as_ref()
            .is_some_and(|name| split_path(&input.path).1 == name.value)
        {
            continue;
        }
        let Some(found) = found(&input.path, settings) else {
            continue;
        };
        let id = id_of(input, &found);
        if input.faulty {
            broken.push(id);
            continue;
        }
        named.push(Named { input, found, id });
    }
    // A file for our dialect stands before one for all.
    let own: Vec<(String, Option<bool>)> = named
        .iter()
        .filter(|one| one.found.dialect.is_some())
        .map(|one| (one.id.clone(), one.found.is_up))
        .collect();
    named.retain(|one| {
        one.found.dialect.is_some() || !own.contains(&(one.id.clone(), one.found.is_up))
    });
    tell_apart(&mut named);
    let order = settings.order.as_ref().map(|order| order.value);
    let by_list = settings.list_file.is_some() || !settings.list.is_empty();
    let order = order.unwrap_or(if by_list { Order::List } else { Order::Version });
    let list = if order == Order::List {
        listed(folder, settings, &named, out)
    } else {
        BTreeMap::new()
    };
    let mut steps: Vec<(Key, Step)> = Vec::new();
    let manifests = manifests(folder, settings, &named, out);
    let (downs, ups): (Vec<_>, Vec<_>) = named
        .into_iter()
        .partition(|one| one.found.is_up == Some(false));
    for one in ups {
        let key = match order {
            Order::Version => {
                let version = natural(&one.found.versions.join("/"));
                let Some(place) = place_in(&manifests, settings, &one) else {
                    continue;
                };
                Key::Version(version, place, natural(&one.input.path))
            }
            Order::Name => Key::Name(one.input.path.clone()),
            Order::List => match list.get(&one.input.path) {
                Some(at) => Key::Place(*at),
                None => continue,
            },
        };
        let mut step = Step::whole(folder, one.input, one.id);
        if one.input.is_sql() {
            if let Some((up, down)) = parts(folder, settings, step.up) {
                step.up = up;
                step.down = Some(down);
                step.down_transaction = Some(transaction(folder, settings, down).value);
            }
            step.transaction = transaction(folder, settings, step.up);
        } else {
            step.up = step.up.at_start();
            step.code = Some("code");
        }
        steps.push((key, step));
    }
    for down in downs {
        if !down.input.is_sql() {
            continue;
        }
        match steps.iter_mut().find(|(_, step)| step.id == down.id) {
            Some((_, step)) => {
                step.down = Some(line::whole(folder, down.input));
                step.others.push(down.input.file);
            }
            None if folder.has_unread() => {}
            None => out.push(
                invalid(
                    Span::new(down.input.file, 0..0),
                    format!("`{}` undoes a migration that is not there", down.input.path),
                )
                .with_help("add the file that applies it, or remove this one"),
            ),
        }
    }
    let mut read = line::chain(steps, folder.sources, out);
    read.broken.extend(broken);
    read
}

/// Files of one version and several names are called by both.
fn tell_apart(named: &mut [Named<'_>]) {
    let mut names: BTreeMap<String, Vec<Option<String>>> = BTreeMap::new();
    let ups = named.iter().filter(|one| one.found.is_up != Some(false));
    for one in ups {
        let names = names.entry(one.id.clone()).or_default();
        if !names.contains(&one.found.name) {
            names.push(one.found.name.clone());
        }
    }
    for one in named {
        let several = names.get(&one.id).is_some_and(|names| names.len() > 1);
        if let Some(name) = one.found.name.as_ref().filter(|_| several) {
            one.id = format!("{}_{name}", one.id);
        }
    }
}

/// The place of each file in its folder's manifest, by path.
fn manifests(
    folder: &Folder<'_>,
    settings: &Settings,
    named: &[Named<'_>],
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    let Some(name) = &settings.manifest else {
        return places;
    };
    let Some(key) = &settings.manifest_key else {
        out.push(
            Diagnostic::error(
                "config-value",
                name.span,
                "which key of the manifest has the list is not said",
            )
            .with_label("needs `manifest_key`")
            .with_help("name the key: manifest_key = \"files\""),
        );
        return places;
    };
    for input in &folder.files {
        let (dir, file) = split_path(&input.path);
        if file != name.value || input.faulty {
            continue;
        }
        let fault = |range: std::ops::Range<usize>, what: String| {
            invalid(Span::new(input.file, range), what)
                .with_secondary(key.span, "the key that has the list")
                .with_help("mend the manifest, or name another key")
        };
        let root = match json::parse(folder.text(input)) {
            Ok(root) => root,
            Err(at) => {
                out.push(fault(at..at, "the manifest is not JSON".to_owned()));
                continue;
            }
        };
        let Some(list) = root.get(&key.value).and_then(json::Value::items) else {
            out.push(fault(
                root.range.clone(),
                format!("the manifest has no list `{}`", key.value),
            ));
            continue;
        };
        for item in list {
            let path = item
                .text()
                .map(|file| format!("{dir}{}", file.trim_start_matches("./")));
            let is_there = |path: &&String| named.iter().any(|one| one.input.path == **path);
            match path.as_ref().filter(is_there) {
                Some(path) => {
                    places.insert(path.clone(), places.len());
                }
                None => out.push(fault(
                    item.range.clone(),
                    format!(
                        "the manifest names `{}`, which is no migration of its folder",
                        item.text().unwrap_or_default()
                    ),
                )),
            }
        }
    }
    for one in named {
        if one.found.is_up != Some(false) && !places.contains_key(&one.input.path) {
            out.push(
                Diagnostic::error(
                    "unclaimed-file",
                    Span::new(one.input.file, 0..0),
                    format!("`{}` is not in the manifest of its folder", one.input.path),
                )
                .with_help(format!(
                    "add it to {}, or name it in pgbindgen.toml: ignore = [\"{}\"]",
                    name.value, one.input.path
                )),
            );
        }
    }
    places
}

/// The place of a file within its version; `None` when a manifest leaves it out.
fn place_in(
    manifests: &BTreeMap<String, usize>,
    settings: &Settings,
    one: &Named<'_>,
) -> Option<usize> {
    if settings.manifest.is_some() && settings.manifest_key.is_some() {
        manifests.get(&one.input.path).copied()
    } else {
        Some(0)
    }
}

/// What a declared layout sorts by; all of one folder are of one kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// The version, the place in the folder's manifest, the path.
    Version(Vec<Part>, usize, Vec<Part>),
    Name(String),
    Place(usize),
}

/// The versions, or the path's stem for a pattern without any.
fn id_of(input: &Input, found: &Match) -> String {
    if found.versions.is_empty() {
        found
            .name
            .clone()
            .unwrap_or_else(|| input.stem().to_owned())
    } else {
        found.versions.join("/")
    }
}

fn transaction(folder: &Folder<'_>, settings: &Settings, up: Span) -> Spanned<Transaction> {
    let Some(said) = &settings.transaction else {
        return Spanned::new(Transaction::On, up.at_start());
    };
    let how = match said.value {
        DeclaredTransaction::On => Transaction::On,
        DeclaredTransaction::Off => Transaction::Off,
        DeclaredTransaction::Message => line::in_one_message(folder.sources, up),
    };
    Spanned::new(how, said.span)
}

/// What stands before the line of `down_line`, and what stands behind it.
fn parts(folder: &Folder<'_>, settings: &Settings, whole: Span) -> Option<(Span, Span)> {
    let wanted = settings.down_line.as_ref()?.value.trim();
    let text = folder.sources.text(whole);
    let mut at = whole.start as usize;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_start_matches('\u{feff}').trim_start();
        if content.starts_with(wanted) {
            let up = Span::new(whole.file, whole.start as usize..start);
            return Some((up, Span::new(whole.file, at..whole.end as usize)));
        }
    }
    None
}

/// The place of each path in the list.
fn listed(
    folder: &Folder<'_>,
    settings: &Settings,
    named: &[Named<'_>],
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<String, usize> {
    let mut paths: Vec<Spanned<String>> = settings.list.clone();
    let file = settings.list_file.as_ref();
    let first = file.or(settings.list.first());
    let place = first.map_or(settings.span, |text| text.span);
    if let Some(file) = folder.aside {
        paths.extend(in_file(folder, file, settings, out));
    }
    let mut places = BTreeMap::new();
    for path in paths {
        let is_there = named.iter().any(|one| one.input.path == path.value);
        if !is_there {
            out.push(
                invalid(
                    path.span,
                    format!(
                        "the list names `{}`, which is no migration of the folder",
                        path.value
                    ),
                )
                .with_label("no such file")
                .with_help("bring the file back, or take it out of the list"),
            );
        } else if places.insert(path.value.clone(), places.len()).is_some() {
            out.push(
                invalid(path.span, format!("the list names `{}` twice", path.value))
                    .with_label("named again")
                    .with_help("take one of them out"),
            );
        }
    }
    // What a list says that is not there, or cannot be read, is not known.
    let is_read = settings.list_file.is_none() || folder.aside.is_some() && !places.is_empty();
    for one in named.iter().filter(|_| is_read) {
        if one.found.is_up != Some(false) && !places.contains_key(&one.input.path) {
            out.push(
                Diagnostic::error(
                    "unclaimed-file",
                    Span::new(one.input.file, 0..0),
                    format!("`{}` is not in the list of migrations", one.input.path),
                )
                .with_secondary(place, "the list")
                .with_help(format!(
                    "add it to the list, or name it in pgbindgen.toml: ignore = [\"{}\"]",
                    one.input.path
                )),
            );
        }
    }
    places
}

/// The paths that a file lists: what stands in place of `{file}` wherever the
/// text around it does.
fn in_file(
    folder: &Folder<'_>,
    file: crate::diag::FileId,
    settings: &Settings,
    out: &mut Vec<Diagnostic>,
) -> Vec<Spanned<String>> {
    let pattern = settings.list_pattern.as_ref();
    let around = pattern.and_then(|pattern| pattern.value.split_once("{file}"));
    let Some((before, after)) =
        around.filter(|(before, after)| !before.is_empty() && !after.is_empty())
    else {
        let place = pattern.or(settings.list_file.as_ref());
        out.push(
            Diagnostic::error(
                "config-value",
                place.map_or(settings.span, |place| place.span),
                "how the list names a file is not said",
            )
            .with_label("needs text before and behind `{file}`")
            .with_help("say what stands around a path in the list: list_pattern = 'resource \"sql/{file}\"'"),
        );
        return Vec::new();
    };
    let text = folder.sources.file(file).text();
    let mut paths = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(before) {
        let start = at + found + before.len();
        let Some(length) = text[start..].find(after) else {
            break;
        };
        let path = &text[start..start + length];
        if path.contains(char::is_control) {
            at = start;
            continue;
        }
        paths.push(Spanned::new(
            path.to_owned(),
            Span::new(file, start..start + length),
        ));
        at = start + length;
    }
    if paths.is_empty() {
        out.push(
            Diagnostic::error(
                "config-value",
                pattern.map_or(settings.span, |pattern| pattern.span),
                "the list names no file in this way",
            )
            .with_label("found nowhere")
            .with_secondary(Span::new(file, 0..0), "the list")
            .with_help("write what stands around a path in the list, with `{file}` in its place"),
        );
    }
    paths
}
