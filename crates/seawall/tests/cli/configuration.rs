//! `seawall.toml`: which one holds, what wins, what is refused.

use crate::support::{Folder, HARMLESS, PRIVILEGED};

#[test]
fn the_nearest_file_up_to_the_repositorys_root_holds() {
    let folder = Folder::with("app/deploy/a.yaml", PRIVILEGED);
    let inside = |folder: &Folder| {
        let mut command = folder.command(&["scan"]);
        command.current_dir(folder.path().join("app/deploy")).output().unwrap().status.code().unwrap()
    };
    assert_eq!(inside(&folder), 1);
    folder.file("seawall.toml", "fail-on = 'none'\n");
    assert_eq!(inside(&folder), 1, "there is no repository: what lies above is anyone's");
    folder.file("app/.git/HEAD", "");
    assert_eq!(inside(&folder), 1, "it lies above the repository");
    folder.file("app/seawall.toml", "fail-on = 'none'\n");
    assert_eq!(inside(&folder), 0);
    folder.file("app/deploy/seawall.toml", "ignore = []\n");
    assert_eq!(inside(&folder), 1, "one file, never merged");
}

#[test]
fn a_named_file_takes_the_place_of_the_nearest() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    folder.file("seawall.toml", "unknown = 1\n");
    folder.file("other.toml", "fail-on = 'none'\n");
    folder.run(&["scan", "--config", "other.toml"]).exits(0);
    folder.run(&["scan", "--config", "absent.toml"]).exits(2).says("absent.toml");
}

#[test]
fn flags_win() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    folder.file("vendor/b.yaml", PRIVILEGED);
    folder.file(
        "seawall.toml",
        "fail-on = 'none'\nselect = ['CFG']\nexclude = ['vendor']\nkubernetes-version = '1.30'\n",
    );
    let scan = folder.scan(&[]);
    assert_eq!((scan.code, scan.ids().len(), scan.objects()), (0, 0, 1));
    assert_eq!(scan.json["kubernetesVersion"], "v1.30");
    let scan = folder.scan(&[
        "--fail-on",
        "high",
        "--select",
        "POD001",
        "--exclude",
        "a.yaml",
        "--kubernetes-version",
        "v1.31.2",
    ]);
    assert_eq!((scan.code, scan.ids(), scan.files()), (1, vec!["POD001"], vec!["vendor/b.yaml"]));
    assert_eq!(scan.json["kubernetesVersion"], "v1.31");
}

#[test]
fn severities_and_exceptions_are_applied() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    folder.file(
        "seawall.toml",
        "select = ['POD001', 'CFG']\n[severity]\nPOD001 = 'critical'\n[[exception]]\nids = ['POD001']\nnamespace = 'shop'\nname = 'b*'\nreason = 'a node agent'\nuntil = '2027-01-31'\n",
    );
    let before = folder.scan(&["--today", "2027-01-31"]);
    assert_eq!(
        (before.code, &before.json["findings"][0]["suppressed"]["reason"]),
        (0, &"a node agent".into())
    );
    assert_eq!(before.json["findings"][0]["severity"], "critical");
    assert_eq!(folder.scan(&["--today", "2027-02-01"]).code, 1);
}

#[test]
fn an_exception_without_a_reason_is_void_and_a_finding() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    folder.file("seawall.toml", "[[exception]]\nids = ['POD001']\n");
    let scan = folder.scan(&["--select", "POD001,CFG"]);
    assert_eq!(scan.code, 1);
    let about_it = scan.json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["id"].as_str().unwrap().starts_with("CFG"));
    assert_eq!(about_it.unwrap()["location"]["file"], "seawall.toml");
}

#[test]
fn what_is_wrong_is_2_with_file_and_line() {
    let folder = Folder::with("a.yaml", HARMLESS);
    let cases = [
        ("fail-on = 'high'\nseverety = {}\n", "seawall.toml:2:1: unknown field `severety`"),
        ("select = 'POD'\n", "seawall.toml:1:10: "),
        ("[severity]\nPOD001 = 'bad'\n", "seawall.toml:2:10: there is no severity `bad`"),
        ("[severity]\nNOPE = 'low'\n", "seawall.toml:2:1: there is no check with the id `NOPE`"),
        ("ignore = ['NOPE']\n", "seawall.toml:1:11: there is no check, name or area `NOPE`"),
        ("select = [\n  'POD',\n  'NOPE',\n]\n", "seawall.toml:3:3: there is no check, name or area `NOPE`"),
        ("[check.NOPE]\n", "seawall.toml:1:8: there is no check with the id `NOPE`"),
        ("[check.IMG001]\nx = 1\n", "seawall.toml:2:1: IMG001 has no parameter `x`: it has tags"),
        (
            "[check.IMG001]\ntags = 1\n",
            "seawall.toml:2:1: the parameter `tags` of IMG001 takes a list of strings",
        ),
        ("[[exception]]\nids = ['NOPE']\n", "seawall.toml:2:8: there is no check, name or area `NOPE`"),
        ("accept = ['NOPE']\n", "seawall.toml:1:11: accept: there is no check `NOPE`"),
        (
            "kubernetes-version = 'x'\n",
            "seawall.toml:1:22: kubernetes-version: a version of Kubernetes is written as",
        ),
        ("fail-on = \n", "seawall.toml:1:"),
        ("[[exception]]\nreason = 'x'\n", "seawall.toml:1:1: missing field `ids`"),
    ];
    for (text, message) in cases {
        folder.file("seawall.toml", text);
        folder.run(&["scan"]).exits(2).says(message);
    }
    folder.file("seawall.toml", b"select = [\"\xff\"]");
    folder.run(&["scan"]).exits(2).says("seawall.toml is not UTF-8");
}

#[test]
fn exclude_of_the_file_holds_for_named_paths() {
    let folder = Folder::with("generated/a.yaml", PRIVILEGED);
    folder.file("seawall.toml", "exclude = ['generated/']\n");
    folder.run(&["scan", "generated/a.yaml"]).exits(0);
}
