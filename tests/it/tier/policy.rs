//! What an organisation may set about scoring.

use entity::{job, types::JobStatus};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tests::{TestApp, Value, json};

const POLICY: &str = "weights { purchaseCycle contactDepth budgetFit } thresholds { hot warm cool } defaultCycleDays
    windowPercent decayDays budgetTarget signalWeights { kind weight } otherSignalWeight version";

async fn queued(app: &TestApp) -> u64 {
    let jobs = job::Entity::find()
        .filter(job::Column::Kind.eq("TIER_SCORE_ORGANIZATION"))
        .filter(job::Column::Status.eq(JobStatus::Queued));
    jobs.count(app.state.database.read()).await.unwrap()
}

#[tokio::test]
async fn the_weights_are_the_organisations_own() {
    let app = TestApp::start().await;
    let headquarters = app.client(&app.world.headquarters);
    let document = format!("{{ tierPolicy {{ {POLICY} }} }}");
    let defaults = headquarters.query(&document, json!({})).await.data()["tierPolicy"].clone();
    assert_eq!(
        defaults["weights"],
        json!({"purchaseCycle": 40, "contactDepth": 35, "budgetFit": 25})
    );
    assert_eq!(
        (&defaults["version"], &defaults["budgetTarget"]),
        (&json!(1), &Value::Null)
    );

    let input = json!({
        "version": 1,
        "weights": {"purchaseCycle": 20, "contactDepth": 20, "budgetFit": 60},
        "thresholds": {"hot": 60, "warm": 40, "cool": 10},
        "budgetTarget": "500000.00",
        "signalWeights": [{"kind": " 招标 ", "weight": 90}],
        "otherSignalWeight": 5,
    });
    let fields = format!("tierPolicy {{ {POLICY} }}");
    let answer = headquarters.mutate("changeTierPolicy", input.clone(), &fields).await;
    let changed = answer.done("changeTierPolicy")["tierPolicy"].clone();
    assert_eq!(changed["signalWeights"], json!([{"kind": "招标", "weight": 90}]));
    assert_eq!(
        (&changed["version"], &changed["budgetTarget"]),
        (&json!(2), &json!("500000.00"))
    );
    assert_eq!(changed["defaultCycleDays"], defaults["defaultCycleDays"]);
    assert_eq!(
        headquarters.query(&document, json!({})).await.data()["tierPolicy"],
        changed
    );
    assert_eq!(queued(&app).await, 1, "the leads are scored by it");

    // Nobody overwrites what they have not seen; the other organisation has its own.
    let answer = headquarters.mutate("changeTierPolicy", input, &fields).await;
    assert_eq!(answer.refusals("changeTierPolicy"), ["version CONFLICT"]);
    let other = app.client(&app.world.other_admin).query(&document, json!({})).await;
    assert_eq!(other.data()["tierPolicy"], defaults);
    let input = json!({"version": 2, "budgetTarget": null});
    let answer = headquarters.mutate("changeTierPolicy", input, &fields).await;
    assert_eq!(
        answer.done("changeTierPolicy")["tierPolicy"]["budgetTarget"],
        Value::Null
    );

    let document = "{ auditEvents { nodes { action detail } } }";
    let answer = app.client(&app.world.admin).query(document, json!({})).await;
    let events = answer.data()["auditEvents"]["nodes"].as_array().unwrap();
    assert_eq!(events.len(), 2);
    assert!(
        events.iter().all(|event| event["action"] == "tier_policy.change"),
        "{events:?}"
    );
}

#[tokio::test]
async fn a_policy_that_makes_no_sense_is_refused_field_by_field() {
    let app = TestApp::start().await;
    let input = json!({
        "version": 1,
        "weights": {"purchaseCycle": 50, "contactDepth": 60, "budgetFit": -10},
        "thresholds": {"hot": 50, "warm": 50, "cool": 0},
        "defaultCycleDays": 0,
        "windowPercent": 101,
        "decayDays": 3651,
        "budgetTarget": "0",
        "signalWeights": [{"kind": "招标", "weight": 101}, {"kind": "招标", "weight": 1}, {"kind": " ", "weight": 1}],
        "otherSignalWeight": -1,
    });
    let admin = app.client(&app.world.admin);
    let answer = admin
        .mutate("changeTierPolicy", input.clone(), "tierPolicy { version }")
        .await;
    assert_eq!(
        answer.refusals("changeTierPolicy"),
        [
            "weights INVALID",
            "thresholds INVALID",
            "defaultCycleDays INVALID",
            "windowPercent INVALID",
            "decayDays INVALID",
            "otherSignalWeight INVALID",
            "budgetTarget INVALID",
            "signalWeights.0.weight INVALID",
            "signalWeights.1.kind TAKEN",
            "signalWeights.2.kind REQUIRED",
        ]
    );
    assert_eq!(queued(&app).await, 0);
    for person in [&app.world.rep, &app.world.supervisor, &app.world.clerk] {
        let answer = app
            .client(person)
            .mutate("changeTierPolicy", input.clone(), "tierPolicy { version }")
            .await;
        assert_eq!(answer.error_code(), "FORBIDDEN");
    }
}
