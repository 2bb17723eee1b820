//! People at customers: added, changed.

use api::id::{NodeKind, encode};
use tests::{TestApp, json};

const CONTACT: &str = "contact { id name title phone email version customer { name } }";

#[tokio::test]
async fn people_are_added_to_a_customer_and_changed() {
    let app = TestApp::start().await;
    let rep = app.client(&app.world.rep);
    let customer = app.world.customer(&app.state, &app.world.rep, "三一重工").await;
    let customer_id = encode(NodeKind::Customer, customer.id);
    let input = json!({"customerId": customer_id, "name": "刘敏", "title": "采购经理", "email": "liu@example.com"});
    let added = rep.mutate("addContact", input, CONTACT).await;
    let contact = added.done("addContact")["contact"].clone();
    assert_eq!(contact["customer"]["name"], "三一重工");

    let change = json!({"id": contact["id"], "version": 1, "title": null, "phone": "021-5555"});
    let changed = rep.mutate("changeContact", change.clone(), CONTACT).await;
    let contact = &changed.done("changeContact")["contact"];
    assert_eq!(
        (&contact["title"], &contact["phone"], &contact["email"]),
        (&json!(null), &json!("021-5555"), &json!("liu@example.com"))
    );
    let stale = rep.mutate("changeContact", change, CONTACT).await;
    assert_eq!(stale.refusals("changeContact"), ["version CONFLICT"]);

    let bad = json!({"customerId": contact["id"], "name": " ", "email": "liu at example"});
    let refused = rep.mutate("addContact", bad, CONTACT).await;
    assert_eq!(
        refused.refusals("addContact"),
        ["customerId NOT_FOUND", "name REQUIRED", "email INVALID"]
    );
    let other = app.client(&app.world.other_rep);
    let hidden = json!({"customerId": customer_id, "name": "王工"});
    let refused = other.mutate("addContact", hidden, CONTACT).await;
    assert_eq!(refused.refusals("addContact"), ["customerId NOT_FOUND"]);
    let hidden = json!({"id": contact["id"], "version": 2, "name": "王工"});
    assert_eq!(
        other.mutate("changeContact", hidden, CONTACT).await.error_code(),
        "NOT_FOUND"
    );
}
