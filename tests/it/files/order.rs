//! In which order a run makes things safe, seen in its system calls, where strace is at hand.

use super::*;

/// The calls of a run that decide what outlasts a power cut, each with the name it is about, or
/// nothing where nobody can look.
fn calls(folder: &Path, args: &[&str]) -> Option<Vec<String>> {
    let traced = Command::new("strace")
        .args(["-f", "-y", "-o", "trace"])
        .args([
            "-e",
            "trace=fsync,rename,renameat,renameat2,link,linkat,unlink,unlinkat",
        ])
        .arg(env!("CARGO_BIN_EXE_lockstep"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output();
    let traced = traced.ok().filter(|run| run.status.success())?;
    assert!(traced.status.success());
    let trace = fs::read_to_string(folder.join("trace")).unwrap();
    let root = fs::canonicalize(folder).unwrap();
    let root = format!("{}/", root.display());
    let named = |line: &str| {
        let (_, call) = line.split_once(' ')?;
        let call = call.trim_start();
        let (name, rest) = call.split_once('(')?;
        let about: Vec<String> = rest
            .split(['"', '<', '>'])
            .skip(1)
            .step_by(2)
            .map(|path| path.strip_prefix(&root).unwrap_or(path))
            .map(|path| path.strip_prefix("./").unwrap_or(path).to_owned())
            .filter(|path| !path.is_empty() && format!("{path}/") != root)
            .collect();
        // Which temporary name it is does not matter.
        let plain = |path: &String| {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            if name.starts_with(".lockstep-") && name.ends_with(".tmp") {
                format!("{folder}/TEMPORARY")
            } else {
                path.clone()
            }
        };
        let name = name.trim_end_matches('2').trim_end_matches("at");
        let about = about.iter().map(plain).filter(|path| !path.starts_with("AT_"));
        Some(format!("{name} {}", about.collect::<Vec<_>>().join(" ")))
    };
    Some(
        trace
            .lines()
            .filter(|line| !line.contains("exited"))
            .filter_map(named)
            .collect(),
    )
}

/// The places of calls that begin like this.
fn places(calls: &[String], begin: &str) -> Vec<usize> {
    let found = calls.iter().enumerate();
    found
        .filter(|(_, call)| call.starts_with(begin))
        .map(|(place, _)| place)
        .collect()
}

#[test]
fn inputs_are_removed_once_file_and_folder_are_on_the_disk() {
    let folder = acme();
    fs::create_dir(folder.path().join("kept")).unwrap();
    let args = ["collect", "acme", "-o", "kept/{wave}.ndjson", "--remove-inputs"];
    let Some(calls) = calls(folder.path(), &args) else {
        return;
    };
    let [file, name] = ["fsync kept/TEMPORARY", "rename kept/TEMPORARY"].map(|call| places(&calls, call));
    let folders: Vec<usize> = (calls.iter().enumerate())
        .filter(|(_, call)| *call == "fsync kept")
        .map(|(place, _)| place)
        .collect();
    let removed = places(&calls, "unlink acme/answers/2026-Q4/");
    assert_eq!((file.len(), name.len(), removed.len()), (1, 1, 19), "{calls:#?}");
    assert!(file[0] < name[0], "{calls:#?}");
    assert!(
        folders
            .iter()
            .any(|place| name[0] < *place && *place < removed[0]),
        "{calls:#?}"
    );
    assert!(removed.iter().all(|place| name[0] < *place));
}

#[test]
fn everything_is_on_the_disk_before_the_first_gets_its_name() {
    let folder = acme();
    copy(&example("tidewater"), &folder.path().join("tidewater"));
    for args in [
        &["report", "acme", "-o", "x.md", "-o", "x.json", "-o", "x.csv"][..],
        &[
            "check",
            "tidewater",
            "--exit-zero",
            "-o",
            "x.md",
            "-o",
            "x.json",
            "-o",
            "x.xml",
        ],
        &["report", "acme", "--by", "function", "-o", "{function}.json"],
        &["init", "demo", "--example"],
    ] {
        let Some(calls) = calls(folder.path(), args) else {
            return;
        };
        let synced = places(&calls, "fsync");
        let [renamed, linked] = ["rename", "link"].map(|call| places(&calls, call));
        let named = [renamed, linked].concat();
        let temporary: Vec<usize> = synced
            .iter()
            .copied()
            .filter(|place| calls[*place].ends_with("TEMPORARY"))
            .collect();
        let first = *named.iter().min().unwrap();
        // What is tried out beforehand gets no name.
        assert!(temporary.len() >= named.len(), "{args:?}: {calls:#?}");
        assert!(
            temporary.iter().all(|place| *place < first),
            "{args:?}: {calls:#?}"
        );
        let last = *named.iter().max().unwrap();
        let folder_after = synced.iter().any(|place| *place > last);
        assert!(folder_after, "{args:?}: the folder is not synced: {calls:#?}");
    }
}
