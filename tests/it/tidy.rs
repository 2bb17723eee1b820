//! The invariants of ARCHITECTURE.md that the compiler does not hold.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The sources below `folder`, with their texts.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no sources");
    found
}

/// Every crate's own sources.
fn all_sources() -> Vec<(PathBuf, String)> {
    let folders = [
        "api/src",
        "nlp/src",
        "entity/src",
        "migration/src",
        "tests/src",
        "tests/it",
    ];
    folders.into_iter().flat_map(sources).collect()
}

#[test]
fn business_logic_knows_neither_graphql_nor_http() {
    let mut services = 0;
    for (path, text) in sources("api/src") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let in_service = path.components().any(|part| part.as_os_str() == "service");
        if !in_service && !matches!(name, "service.rs" | "status.rs" | "stage.rs" | "fields.rs") {
            continue;
        }
        services += 1;
        for library in ["async_graphql", "actix_web"] {
            assert!(!text.contains(library), "{} knows {library}", path.display());
        }
    }
    assert!(services > 5, "the domains have services");
}

#[test]
fn every_domain_has_its_tests() {
    for entry in fs::read_dir(root().join("api/src")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.join("service.rs").exists() && !folder.join("service").exists() {
            continue;
        }
        let domain = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let tests = root().join("tests/it");
        assert!(
            tests.join(format!("{domain}.rs")).exists() || tests.join(&domain).is_dir(),
            "api/src/{domain} has no tests in tests/it"
        );
    }
}

#[test]
fn only_the_policy_starts_queries_over_rows_of_a_tenant_in_resolvers() {
    for (path, text) in sources("api/src") {
        let name = path.file_name().unwrap().to_str().unwrap();
        if matches!(name, "query.rs" | "types.rs" | "mutation.rs" | "subscription.rs") {
            assert!(!text.contains("::find()"), "{} goes around the policy", path.display());
            assert!(
                !text.contains("find_by_id"),
                "{} goes around the policy",
                path.display()
            );
        }
    }
}

#[test]
fn no_module_is_a_drawer_for_everything() {
    for (path, _) in all_sources() {
        for part in path.components() {
            let name = part.as_os_str().to_str().unwrap().trim_end_matches(".rs");
            assert!(
                !matches!(name, "utils" | "util" | "helpers" | "common" | "misc"),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn no_file_is_too_long_to_hold_in_the_head() {
    let long: Vec<_> = all_sources()
        .into_iter()
        .map(|(path, text)| (text.lines().count(), path))
        .filter(|(lines, _)| *lines > 400)
        .collect();
    assert!(long.is_empty(), "files of more than 400 lines: {long:#?}");
}
