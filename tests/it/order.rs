//! Recording orders.

use api::id::{NodeKind, encode};
use tests::{TestApp, json};

const ORDER: &str = "order { number amount orderedOn customer { name } }";

#[tokio::test]
async fn an_order_is_recorded_for_a_customer_and_seen_there() {
    let app = TestApp::start().await;
    let customer = app.world.customer(&app.state, &app.world.rep, "苏州恒力机电").await;
    let id = json!(encode(NodeKind::Customer, customer.id));
    let input = json!({"customerId": id, "number": " SO-1 ", "orderedOn": "2026-11-24", "amount": "286000.50"});
    let rep = app.client(&app.world.rep);
    let answer = rep.mutate("recordOrder", input.clone(), ORDER).await;
    let order = &answer.done("recordOrder")["order"];
    assert_eq!(
        order,
        &json!({"number": "SO-1", "amount": "286000.50", "orderedOn": "2026-11-24", "customer": {"name": "苏州恒力机电"}})
    );
    let document = "query($id: ID!) { customer(id: $id) { orders { number } } }";
    let answer = rep.query(document, json!({"id": id})).await;
    assert_eq!(answer.data()["customer"]["orders"], json!([{"number": "SO-1"}]));

    let answer = rep.mutate("recordOrder", input, ORDER).await;
    assert_eq!(answer.refusals("recordOrder"), ["number TAKEN"]);
    let input = json!({"customerId": id, "number": " ", "orderedOn": "2026-11-25", "amount": "1"});
    let answer = rep.mutate("recordOrder", input.clone(), ORDER).await;
    assert_eq!(answer.refusals("recordOrder"), ["number REQUIRED", "orderedOn INVALID"]);
    let answer = app
        .client(&app.world.other_rep)
        .mutate("recordOrder", input.clone(), ORDER)
        .await;
    assert_eq!(
        answer.refusals("recordOrder"),
        ["number REQUIRED", "orderedOn INVALID", "customerId NOT_FOUND"]
    );
    let answer = app.client(&app.world.clerk).mutate("recordOrder", input, ORDER).await;
    assert_eq!(answer.error_code(), "FORBIDDEN");
}

#[tokio::test]
async fn an_order_that_was_a_mistake_is_removed_by_those_in_charge() {
    let app = TestApp::start().await;
    let customer = app.world.customer(&app.state, &app.world.rep, "苏州恒力机电").await;
    let order = app
        .world
        .order(&app.state, &customer, "2026-11-20".parse().unwrap())
        .await;
    let id = json!(encode(NodeKind::Customer, customer.id));
    let input = json!({"customerId": id, "number": order.number});
    let answer = app
        .client(&app.world.rep)
        .mutate("removeOrder", input.clone(), ORDER)
        .await;
    assert_eq!(answer.error_code(), "FORBIDDEN");
    let answer = app
        .client(&app.world.other_admin)
        .mutate("removeOrder", input.clone(), ORDER)
        .await;
    assert_eq!(answer.refusals("removeOrder"), ["number NOT_FOUND"]);
    let supervisor = app.client(&app.world.supervisor);
    let answer = supervisor.mutate("removeOrder", input.clone(), ORDER).await;
    assert_eq!(answer.done("removeOrder")["order"]["number"], json!(order.number));
    let answer = supervisor.mutate("removeOrder", input, ORDER).await;
    assert_eq!(answer.refusals("removeOrder"), ["number NOT_FOUND"]);
}
