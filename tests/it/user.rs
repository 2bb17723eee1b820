//! People, teams and the organisation.

use api::id::{NodeKind, encode};
use tests::{TestApp, json};

#[tokio::test]
async fn the_viewer_sees_where_they_work() {
    let app = TestApp::start().await;
    let document = "{ viewer { name role team { name kind parent { name parent { name children { name } } } }
        organization { name timeZone requireNoErrors minScore } } }";
    let answer = app.client(&app.world.rep).query(document, json!({})).await;
    let expected = json!({
        "name": "李销售", "role": "REP",
        "team": {"name": "一组", "kind": "GROUP", "parent": {"name": "上海区域",
            "parent": {"name": "华东大区", "children": [{"name": "上海区域"}]}}},
        "organization": {"name": "直言科技", "timeZone": "Asia/Shanghai", "requireNoErrors": false, "minScore": null},
    });
    assert_eq!(answer.data()["viewer"], expected);
    assert_eq!(
        app.guest().query(document, json!({})).await.error_code(),
        "UNAUTHENTICATED"
    );
}

#[tokio::test]
async fn colleagues_are_listed_in_a_fixed_number_of_statements() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let document = "query($first: Int) { users(first: $first) { totalCount nodes { name team { name parent { name } } organization { name } } } }";
    let (few, statements_for_few) = app.count_statements(rep.query(document, json!({"first": 2}))).await;
    let (all, statements_for_all) = app.count_statements(rep.query(document, json!({"first": 50}))).await;
    assert_eq!(few.data()["users"]["nodes"].as_array().unwrap().len(), 2);
    assert_eq!(all.data()["users"]["totalCount"], 7);
    // Loads of different fields may fall together or not, but none is a matter of rows.
    assert!(
        statements_for_all <= statements_for_few + 2,
        "{statements_for_few} {statements_for_all}"
    );
}

#[tokio::test]
async fn colleagues_are_found_by_role_team_and_name() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let team = |team: &entity::team::Model| encode(NodeKind::Team, team.id);
    for (filter, names) in [
        (json!({"role": "REP"}), &["李销售", "孙销售"][..]),
        (json!({"teamId": team(&app.world.group)}), &["李销售", "王主管"]),
        (
            json!({"teamId": team(&app.world.region), "role": "SUPERVISOR"}),
            &["王主管"],
        ),
        (json!({"teamId": team(&app.world.other_team)}), &[]),
        (json!({"search": "店员"}), &["周店员"]),
    ] {
        let document = "query($filter: UserFilter) { users(filter: $filter) { nodes { name } } }";
        let answer = rep.query(document, json!({"filter": filter})).await;
        let nodes: Vec<_> = names.iter().map(|name| json!({"name": name})).collect();
        assert_eq!(answer.data()["users"]["nodes"], json!(nodes), "{filter}");
    }
}
