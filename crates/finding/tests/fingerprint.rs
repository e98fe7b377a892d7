//! Fingerprints: fixed for all time, since users keep them in baselines.

use finding::{Arguments, ObjectRef, fingerprint, message, numbered};

fn object(api_version: &str, namespace: Option<&str>) -> ObjectRef {
    ObjectRef {
        api_version: api_version.to_owned(),
        kind: "Deployment".to_owned(),
        namespace: namespace.map(str::to_owned),
        name: "api".to_owned(),
    }
}

#[test]
fn the_first_8_bytes_of_sha_256() {
    let message = message!("container `{}` is privileged", "api");
    let print = fingerprint("POD001", &object("apps/v1", Some("shop")), "spec.x", &message.arguments);
    // printf 'POD001\0apps\0Deployment\0shop\0api\0spec.x\0api' | sha256sum
    assert_eq!(format!("{print:016x}"), "bb148730004a9c8f");
}

#[test]
fn versions_and_words_do_not_matter_but_arguments_do() {
    let print = |api_version, namespace, arguments: &[&str]| {
        let arguments =
            arguments.iter().fold(Arguments::default(), |arguments, argument| arguments.with(argument));
        fingerprint("POD001", &object(api_version, namespace), "spec.x", &arguments)
    };
    assert_eq!(print("apps/v1", None, &["a"]), print("apps/v1beta1", None, &["a"]));
    assert_ne!(print("apps/v1", None, &["a"]), print("batch/v1", None, &["a"]));
    assert_ne!(print("apps/v1", None, &["a"]), print("apps/v1", Some("shop"), &["a"]));
    assert_ne!(print("apps/v1", None, &["a"]), print("apps/v1", None, &["b"]));
    assert_ne!(print("apps/v1", None, &["a", "b"]), print("apps/v1", None, &["ab"]));
}

#[test]
fn equal_ones_are_numbered() {
    assert_ne!(numbered(7, 2), 7);
    assert_ne!(numbered(7, 2), numbered(7, 3));
    assert_eq!(numbered(7, 2), numbered(7, 2));
}
