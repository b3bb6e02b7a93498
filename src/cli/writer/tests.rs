//! What stands in a folder after writing, whatever went wrong.
#![cfg(unix)]

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use super::*;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn replace(path: &Path, content: &[u8], readers: Readers) -> Result<(), String> {
    write(path, content, readers, There::Replaced).map_err(|fault| fault.to_string())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    path.metadata().expect("it is there").mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it can be set");
}

#[test]
fn a_link_stays_a_link_and_one_that_leads_nowhere_is_an_error() {
    let folder = folder();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    fs::write(&file, "old").expect("a file");
    symlink("file", &link).expect("a link");
    replace(&link, b"new", Readers::All).expect("it can be written");
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "new");
    fs::remove_file(&file).expect("it was there");
    let fault = replace(&link, b"newer", Readers::All).expect_err("it leads nowhere");
    let shown = link.display();
    assert_eq!(
        fault,
        format!("failed to write {shown}: it is a link that leads nowhere; remove it or mend it")
    );
    assert_eq!(names(folder.path()), ["link"]);
}

#[test]
fn what_is_no_file_is_written_to_and_not_replaced() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo runs").success());
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || fs::read_to_string(pipe).expect("it can be read"))
    };
    replace(&pipe, b"through the pipe", Readers::All).expect("it can be written");
    assert_eq!(reader.join().expect("it ends"), "through the pipe");
    let left = pipe.symlink_metadata().expect("it is still there");
    assert!(!left.is_file());
}

#[test]
fn a_failure_of_one_leaves_every_old_file() {
    let folder = folder();
    let [first, second, third] = ["a", "b", "c"].map(|name| folder.path().join(name));
    fs::write(&first, "old").expect("a file");
    fs::create_dir(&second).expect("a folder");
    let mut batch = Batch::default();
    let mut stage = |path: &Path, content: &[u8]| batch.stage(path, content, Readers::All, There::Replaced);
    stage(&first, b"new").expect("it can be written");
    let fault = stage(&second, b"new").expect_err("it is a folder").to_string();
    assert_eq!(
        fault,
        format!("failed to write {}: is a directory", second.display())
    );
    drop(batch);
    assert_eq!(fs::read_to_string(&first).expect("it is there"), "old");
    assert_eq!(names(folder.path()), ["a", "b"]);
    // What is no file can fail late, and still comes before the first name.
    let mut batch = Batch::default();
    for path in [&first, Path::new("/dev/full"), &third] {
        batch
            .stage(path, b"new", Readers::All, There::Replaced)
            .expect("it is not written yet");
    }
    let fault = batch.commit().expect_err("it is full").to_string();
    assert_eq!(fault, "failed to write /dev/full: no space left on device");
    assert_eq!(fs::read_to_string(&first).expect("it is there"), "old");
    assert_eq!(names(folder.path()), ["a", "b"]);
}

#[test]
fn a_file_keeps_its_mode_and_a_new_one_is_for_whom_it_is_meant() {
    let folder = folder();
    let old = folder.path().join("old");
    fs::write(&old, "old").expect("a file");
    for kept in [0o600, 0o640, 0o644, 0o664, 0o444] {
        set_mode(&old, kept);
        for readers in [Readers::All, Readers::Private] {
            replace(&old, b"new", readers).expect("it can be written");
            assert_eq!(mode(&old), kept, "{readers:?}");
        }
    }
    // As any other program's output.
    let (plain, all) = (folder.path().join("plain"), folder.path().join("all"));
    fs::write(&plain, "").expect("a file");
    replace(&all, b"", Readers::All).expect("it can be written");
    assert_eq!(mode(&all), mode(&plain));
    let private = folder.path().join("private");
    replace(&private, b"", Readers::Private).expect("it can be written");
    assert_eq!(mode(&private), 0o600);
    let shared = folder.path().join("shared");
    fs::create_dir(&shared).expect("a folder");
    set_mode(&shared, 0o2770);
    replace(&shared.join("private"), b"", Readers::Private).expect("it can be written");
    assert_eq!(mode(&shared.join("private")), 0o660);
}

#[test]
fn what_is_left_behind_is_swept_and_what_lives_is_not() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    for name in [
        ".lockstep-dead.tmp",
        ".lockstep-alive.tmp",
        ".lockstep-note.collected",
        ".other.tmp",
    ] {
        fs::write(at(name), "whole answers").expect("a file");
    }
    symlink(at("nowhere"), at(".lockstep-link.tmp")).expect("a link");
    let alive = File::open(at(".lockstep-alive.tmp")).expect("it is there");
    alive.try_lock().expect("nobody else has it");
    replace(&at("me.json"), b"{}", Readers::Private).expect("it can be written");
    let mut left = vec![
        ".lockstep-alive.tmp",
        ".lockstep-link.tmp",
        ".lockstep-note.collected",
        ".other.tmp",
        "me.json",
    ];
    assert_eq!(names(folder.path()), left);
    drop(alive);
    try_folder(folder.path()).expect("it can be written to");
    left.remove(0);
    assert_eq!(names(folder.path()), left);
}

#[test]
fn whoever_sweeps_meanwhile_takes_nothing_from_whoever_writes() {
    let folder = folder();
    let path = folder.path().join("me.json");
    std::thread::scope(|scope| {
        let sweeper = scope.spawn(|| {
            while !path.exists() || fs::read(&path).is_ok_and(|content| content != b"199") {
                sweep(folder.path());
            }
        });
        for turn in 0..200 {
            replace(&path, turn.to_string().as_bytes(), Readers::Private).expect("it can be written");
        }
        sweeper.join().expect("it ends");
    });
    assert_eq!(names(folder.path()), ["me.json"]);
}

#[test]
fn what_is_never_overwritten_stays() {
    let folder = folder();
    let path = folder.path().join("lockstep.json");
    fs::write(&path, "old").expect("a file");
    assert!(write(&path, b"new", Readers::All, There::Stays).is_err());
    // Also where it came between.
    let late = folder.path().join("late.json");
    let mut batch = Batch::default();
    batch
        .stage(&late, b"new", Readers::All, There::Stays)
        .expect("nothing is there");
    fs::write(&late, "old").expect("a file");
    assert!(batch.commit().is_err());
    for path in [path, late] {
        assert_eq!(fs::read_to_string(path).expect("it is there"), "old");
    }
    assert_eq!(names(folder.path()), ["late.json", "lockstep.json"]);
}
