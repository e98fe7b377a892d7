//! Credentials in files, read by their format.

mod access;
mod keyed;
mod structured;

use std::collections::HashSet;

use crate::name::Names;
use crate::{Certainty, Found, shape};

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// JSON or YAML.
    Structured,
    /// `host:port:database:user:password` (PostgreSQL's `.pgpass`).
    Pgpass,
    /// Lines with names and values, of whatever kind.
    Keyed,
}

/// Every credential in a file, by its name and text. Most files have nothing that could be one and are not read
/// further.
pub fn in_file<'t>(file: &str, text: &'t str, names: &Names) -> Vec<Found<'t>> {
    let by_shape = shape::known_secret(text).is_some();
    let format = format(file, text);
    if !by_shape && format != Format::Pgpass && !names.occur_in(text) && !access::may_hold(text) {
        return Vec::new();
    }
    let mut found = match format {
        Format::Structured => structured::read(text, names).unwrap_or_else(|| keyed::read(text, names)),
        Format::Pgpass => access::pgpass(text),
        Format::Keyed => keyed::read(text, names),
    };
    found.sort_by_key(|found| std::cmp::Reverse(found.certainty == Certainty::Certain));
    let mut seen = HashSet::with_capacity(found.len());
    found.retain(|found| seen.insert((found.name.clone(), found.text.clone())));
    found
}

/// The format, by the file's name, else by how its text begins.
fn format(file: &str, text: &str) -> Format {
    let lower = file.to_ascii_lowercase();
    let extension = lower.rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
    match extension {
        "pgpass" => Format::Pgpass,
        "json" | "yaml" | "yml" | "dockerconfigjson" | "dockercfg" | "kubeconfig" => Format::Structured,
        "properties" | "env" | "ini" | "conf" | "cfg" | "cnf" | "toml" | "sh" | "bash" | "py" | "rb"
        | "js" | "php" | "sql" | "xml" | "npmrc" | "netrc" | "tpl" | "lua" | "hcl" | "tf" | "go" => {
            Format::Keyed
        }
        _ if lower == "pgpass" => Format::Pgpass,
        _ => by_content(text),
    }
}

fn by_content(text: &str) -> Format {
    let text = text.trim_start();
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    let is_json = text.starts_with('{') || text.starts_with("[{") || text.starts_with("[\n");
    let is_entry = |line: &str| {
        let name = line.trim_start_matches("- ").split(':').next().unwrap_or_default();
        let rest = &line[line.len().min(name.len())..];
        (rest.starts_with(": ") || rest == ":")
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.\"' ".contains(&byte))
    };
    if is_json || text.starts_with("---") || first.is_some_and(is_entry) {
        Format::Structured
    } else {
        Format::Keyed
    }
}

#[cfg(test)]
mod tests {
    use super::in_file;
    use crate::{Certainty, Evidence};
    use crate::{Names, WORDS};

    fn certain(file: &str, text: &str) -> Vec<(String, String)> {
        let names = Names::new(WORDS.iter().copied());
        let found = in_file(file, text, &names).into_iter();
        let certain = found.filter(|found| found.certainty == Certainty::Certain);
        certain.map(|found| (found.name.into_owned(), found.text.into_owned())).collect()
    }

    fn pair(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn files_of_many_formats() {
        for (file, text, name) in [
            ("app.properties", "host=db\nspring.datasource.password=hunter2\n", "spring.datasource.password"),
            ("app.ini", "[db]\nuser = app\npassword = hunter2\n", "password"),
            ("app.toml", "[db]\npassword = \"hunter2\"\n", "password"),
            (".env", "export DB_PASSWORD=hunter2\n", "DB_PASSWORD"),
            ("app.json", r#"{"db": {"user": "app", "password": "hunter2"}}"#, "password"),
            ("app.json", r#"{"db": {"password": "hunter\u0032"}}"#, "password"),
            ("app.yaml", "db:\n  user: app\n  password: hunter2\n", "password"),
            ("app.yaml", "env:\n- name: DB_PASSWORD\n  value: hunter2\n", "DB_PASSWORD"),
            ("config", "db:\n  password: 'hunter2'\n", "password"),
            ("settings.xml", "<server>\n  <password>hunter2</password>\n</server>\n", "password"),
            ("web.config", "<add key=\"DbPassword\" value=\"hunter2\" />", "DbPassword"),
            ("redis.conf", "port 6379\nrequirepass hunter2\n", "requirepass"),
            ("init.sql", "CREATE USER app WITH PASSWORD 'hunter2';\n", "PASSWORD"),
            ("init.sql", "CREATE USER 'app'@'%' IDENTIFIED BY 'hunter2';\n", "BY"),
            ("wp-config.php", "define('DB_PASSWORD', 'hunter2');\n", "DB_PASSWORD"),
            ("run.sh", "mysqldump --user=app --password=hunter2 app\n", "password"),
            ("run.sh", "curl -u app:hunter2 https://api.example/\n", "-u"),
            ("run.sh", "sshpass -p hunter2 ssh host\n", "-p"),
            (".pgpass", "db:5432:*:app:hunter2\n", "app"),
            (".netrc", "machine git.example\nlogin app\npassword hunter2\n", "password"),
            ("config.json", r#"{"auths": {"registry.example": {"auth": "YXBwOmh1bnRlcjI="}}}"#, "auth"),
            (".npmrc", "//registry.example/:_password=hunter2\n", "_password"),
        ] {
            let found = certain(file, text);
            let text = if file == "config.json" { "YXBwOmh1bnRlcjI=" } else { "hunter2" };
            assert_eq!(found, [pair(name, text)], "{file}");
        }
    }

    #[test]
    fn shapes_in_any_file() {
        let names = Names::new(WORDS.iter().copied());
        let key = "tls: |\n  -----BEGIN PRIVATE KEY-----\n  MIIEpAIBAAKCAQEAz9kXq3mVt8\n  -----END PRIVATE KEY-----\n";
        let found = in_file("app.yaml", key, &names);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].evidence, Evidence::Shape("a private key"));
        assert_eq!(
            certain("pip.conf", "index-url = https://ci:hunter2@pypi.example/simple\n"),
            [pair("", "hunter2")]
        );
    }

    #[test]
    fn files_without_a_secret() {
        for (file, text) in [
            (
                "messages.properties",
                "login.password=Password\nlogin.hint=Enter your password\nreset.token=Ihr Code\n",
            ),
            ("app.properties", "token.ttl=3600\npassword.encoder=bcrypt\nsecret.path=/run/secrets\n"),
            ("app.yaml", "password: ${DB_PASSWORD}\ntokenUrl: https://id.example/token\n"),
            ("app.py", "password = os.environ['DB_PASSWORD']\ntoken = get_token(user)\n"),
            ("app.js", "const password = req.body.password;\nif (token === undefined) {}\n"),
            ("nginx.conf", "proxy_pass http://backend;\nproxy_set_header X-Token $token;\n"),
            (
                "run.sh",
                "if [ -z \"$PASSWORD\" ]; then echo \"PASSWORD: missing\"; fi\nPASSWORD=$(cat /run/secrets/db)\n",
            ),
            ("prometheus.yml", "bearer_token_file: /var/run/secrets/token\npassword_file: /etc/pw\n"),
            ("redis.conf", "# requirepass foobared\n"),
            (
                "app.json",
                r#"{"secretName": "db", "passwordField": "password", "scopes": ["token", "password"]}"#,
            ),
            ("config.json", r#"{"auths": {"registry.example": {}}}"#),
        ] {
            assert_eq!(certain(file, text), [], "{file}");
        }
    }
}
