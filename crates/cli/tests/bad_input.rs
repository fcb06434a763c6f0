//! Bad input is told plainly, counted, and stops nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod support;

use support::{Bench, repository};

/// A report that surely holds a claim.
const GOOD: &str = "Six people were killed when a mine exploded near Hajin in eastern Syria on \
    Tuesday, the local council said.\n\nDeminers cleared the road to the village later that day.\n";

/// Reads `bytes` as file `name` beside a good report; the message must hold all `words`, and the
/// good report must have been read.
fn check(name: &str, bytes: impl AsRef<[u8]>, words: &[&str]) {
    let bench = Bench::new();
    bench.write(&format!("in/{name}"), bytes);
    bench.write("in/zz-good.txt", GOOD);
    let run = bench.run("read in --into out.db --published 2024-05-01");
    assert_eq!(run.code, 0, "{name}: {}", run.err);
    assert!(run.err.contains("1 read"), "{name}: {}", run.err);
    for word in words {
        assert!(run.err.contains(word), "{name} lacks {word:?}: {}", run.err);
    }
    assert!(!run.err.contains("panicked"), "{name}: {}", run.err);
    assert_eq!(bench.run("verify out.db").code, 0, "{name}");
}

#[test]
fn documents_that_cannot_be_read() {
    check("empty.html", "", &["empty.html", "empty", "1 skipped"]);
    check("blank.txt", " \n\t\n", &["blank.txt", "1 skipped"]);
    check(
        "binary.bin",
        [0u8, 1, 2, 255, 254, 0, 7].repeat(99),
        &["binary.bin", "1 skipped", "binary"],
    );
    check(
        "image.html",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".repeat(50),
        &["image.html", "1 skipped"],
    );
    check("list.jsonl", "this is not JSON\n", &["list.jsonl:1", "JSON", "1 skipped"]);
    check("story.json", "{\"title\": \"no text\"}", &["story.json", "1 skipped"]);
    check(
        "squeezed.txt.gz",
        "no gzip in here at all, truly",
        &["squeezed.txt.gz", "cannot be read"],
    );
    check("archive.warc", "no archive", &["archive.warc#1", "WARC record", "1 skipped"]);
    let menu = "<html><body><nav><a href=/>Home</a> <a href=/b>News</a></nav></body></html>";
    check("menu.html", menu, &["menu.html", "no article", "1 skipped"]);
}

#[test]
fn fifty_megabytes_of_nested_tags() {
    let nested = "<div><b>".repeat(50_000_000 / 8);
    let started = std::time::Instant::now();
    check("nested.html", nested, &["nested.html", "1 skipped"]);
    // Not a speed test: a page like this must not hang the run.
    assert!(started.elapsed().as_secs() < 60);
}

#[test]
fn broken_utf8_is_read_as_well_as_can_be() {
    let bench = Bench::new();
    let broken = [GOOD.as_bytes(), b"\xff\xfe The mayor\xc3\x28 spoke.\n"].concat();
    bench.write("broken.txt", broken);
    let run = bench.run("read broken.txt --into out.db");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("1 read"), "{}", run.err);
    assert_eq!(bench.run("verify out.db").code, 0);
}

#[test]
fn nothing_readable_is_exit_code_1() {
    let bench = Bench::new();
    bench.write("empty.txt", "");
    let run = bench.run("read empty.txt");
    assert_eq!(run.code, 1, "{}", run.err);
    let run = bench.run("read nowhere.txt");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("nowhere.txt: cannot be read: No such file"), "{}", run.err);
}

#[test]
fn broken_json_on_standard_input_is_told() {
    let bench = Bench::new();
    let run = bench.run_with("read -", b"{\"title\": \n");
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.err.contains("standard input:1") && run.err.contains("JSON"), "{}", run.err);
}

#[test]
fn situation_files_that_are_none() {
    let bench = Bench::new();
    bench.write("report.txt", GOOD);
    bench.write("fake.db", "x".repeat(5000));
    for command in [
        "show fake.db",
        "verify fake.db",
        "export fake.db --format csv",
        "serve fake.db",
        "read report.txt --into fake.db",
    ] {
        let run = bench.run(command);
        assert_eq!(run.code, 2, "{command}: {}", run.err);
        assert!(run.err.contains("fake.db"), "{command}: {}", run.err);
        assert!(run.err.contains("not a situation file"), "{command}: {}", run.err);
    }
    let run = bench.run("show missing.db");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("missing.db"), "{}", run.err);
    assert!(!bench.path("missing.db").exists(), "looking must not make a file");
    let run = bench.run("read report.txt --into no/such/folder.db");
    assert_eq!(run.code, 2, "{}", run.err);
}

#[test]
fn wrong_arguments_are_exit_code_2() {
    let bench = Bench::new();
    bench.write("report.txt", GOOD);
    assert_eq!(bench.run("read report.txt --into ok.db").code, 0);
    for command in [
        "",
        "read",
        "read report.txt --jobs 0",
        "read report.txt --published yesterday",
        "show ok.db --type no-such-thing",
        "show ok.db --since soon",
        "export ok.db",
        "eval",
        "eval no-such-suite --data .",
        "eval places",
        "eval places --data nowhere",
        "gazetteer search",
    ] {
        let run = bench.run(command);
        let listed = command == "eval" && run.code == 0;
        assert!(listed || run.code == 2, "{command}: {} {}", run.code, run.err);
    }
}

/// Words that hold no claim and do not compress well, another run for each seed.
fn noise(seed: u64, length: usize) -> String {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let mut letter = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'a' + ((state >> 33) % 26) as u8)
    };
    (0..length).map(|at| if at % 9 == 8 { ' ' } else { letter() }).collect()
}

/// A disk with little room: a small memory file system, where this user may mount one.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn mount(path: std::path::PathBuf) -> Option<Self> {
        std::fs::create_dir_all(&path).unwrap();
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=400k", "tmpfs"]).arg(&path);
        mount.output().is_ok_and(|output| output.status.success()).then_some(Self(path))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let bench = Bench::new();
    let Some(disk) = SmallDisk::mount(bench.path("disk")) else {
        eprintln!("skipped: no small disk can be mounted here");
        return;
    };
    for number in 0..40 {
        let padding = noise(number, 24_000);
        bench.write(&format!("in/{number}.txt"), format!("{GOOD}\n{padding}\n"));
    }
    let run = bench.run("read in --into disk/out.db --published 2024-05-01");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("no space left"), "{}", run.err);
    // What had been read is still there and whole, once there is room again.
    std::fs::copy(bench.path("disk/out.db"), bench.path("copy.db")).unwrap();
    let log = bench.path("disk/out.db-wal");
    if log.exists() {
        std::fs::copy(log, bench.path("copy.db-wal")).unwrap();
    }
    drop(disk);
    let run = bench.run("read in --into copy.db --published 2024-05-01");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("already there"), "{}", run.err);
    assert_eq!(bench.run("verify copy.db").code, 0);
}

#[test]
fn output_that_cannot_be_written_is_exit_code_2() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: no /dev/full here");
        return;
    };
    let bench = Bench::new();
    bench.write("report.txt", GOOD);
    let mut command = bench.command("read report.txt --published 2024-05-01");
    let output = command.stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("No space left"));
}

#[test]
fn the_examples_are_where_the_tests_look() {
    assert!(repository().join("examples/reports").is_dir());
}
