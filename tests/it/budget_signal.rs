//! Recording signs of a budget.

use api::id::{NodeKind, encode};
use tests::{TestApp, Value, json};

const SIGNAL: &str = "budgetSignal { kind amount sourceUrl seenOn customer { name } }";

#[tokio::test]
async fn a_signal_is_recorded_with_its_source() {
    let app = TestApp::start().await;
    let customer = app.world.customer(&app.state, &app.world.rep, "苏州恒力机电").await;
    let id = json!(encode(NodeKind::Customer, customer.id));
    let rep = app.client(&app.world.rep);
    let input = json!({"customerId": id, "kind": "招标", "amount": "800000", "sourceUrl": "https://example.com/zb/1"});
    let answer = rep.mutate("recordBudgetSignal", input, SIGNAL).await;
    assert_eq!(
        answer.done("recordBudgetSignal")["budgetSignal"],
        json!({"kind": "招标", "amount": "800000.00", "sourceUrl": "https://example.com/zb/1", "seenOn": "2026-11-24",
            "customer": {"name": "苏州恒力机电"}})
    );
    let input = json!({"customerId": id, "kind": "招聘", "seenOn": "2026-10-01"});
    let answer = rep.mutate("recordBudgetSignal", input, SIGNAL).await;
    assert_eq!(answer.done("recordBudgetSignal")["budgetSignal"]["amount"], Value::Null);
    let document = "query($id: ID!) { customer(id: $id) { budgetSignals { kind } } }";
    let answer = rep.query(document, json!({"id": id})).await;
    let kinds = &answer.data()["customer"]["budgetSignals"];
    assert_eq!(kinds, &json!([{"kind": "招标"}, {"kind": "招聘"}]));
}

#[tokio::test]
async fn a_signal_from_nowhere_or_from_tomorrow_is_refused() {
    let app = TestApp::start().await;
    let customer = app.world.customer(&app.state, &app.world.other_rep, "别人的客户").await;
    let input = json!({
        "customerId": encode(NodeKind::Customer, customer.id), "kind": "招".repeat(51),
        "sourceUrl": "javascript:alert(1)", "seenOn": "2026-11-25",
    });
    let answer = app
        .client(&app.world.rep)
        .mutate("recordBudgetSignal", input, SIGNAL)
        .await;
    assert_eq!(
        answer.refusals("recordBudgetSignal"),
        [
            "kind TOO_LONG",
            "sourceUrl INVALID",
            "seenOn INVALID",
            "customerId NOT_FOUND"
        ]
    );
}
