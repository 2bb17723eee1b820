//! How often the companies of a trade buy.

use tests::{TestApp, json};

const INDUSTRY: &str = "industry { name cycleDays season version }";

#[tokio::test]
async fn a_trade_has_its_cycle_and_its_seasons() {
    let app = TestApp::start().await;
    let headquarters = app.client(&app.world.headquarters);
    let season = json!([100, 50, 100, 100, 100, 100, 100, 100, 100, 100, 120, 200]);
    let input = json!({"name": "汽车零部件", "cycleDays": 45, "season": season});
    let answer = headquarters.mutate("setIndustry", input.clone(), INDUSTRY).await;
    let made = json!({"name": "汽车零部件", "cycleDays": 45, "season": season, "version": 1});
    assert_eq!(answer.done("setIndustry")["industry"], made);
    // A second one of the name is no new one, and a change names the version that it saw.
    let answer = headquarters.mutate("setIndustry", input, INDUSTRY).await;
    assert_eq!(answer.refusals("setIndustry"), ["name TAKEN"]);
    let input = json!({"name": "汽车零部件", "version": 1, "cycleDays": 60});
    let answer = headquarters.mutate("setIndustry", input.clone(), INDUSTRY).await;
    assert_eq!(answer.done("setIndustry")["industry"]["season"], json!(vec![100; 12]));
    let answer = headquarters.mutate("setIndustry", input, INDUSTRY).await;
    assert_eq!(answer.refusals("setIndustry"), ["version CONFLICT"]);

    let document = "{ industries { name cycleDays version } }";
    let answer = app.client(&app.world.rep).query(document, json!({})).await;
    let listed = json!([{"name": "汽车零部件", "cycleDays": 60, "version": 2}]);
    assert_eq!(answer.data()["industries"], listed);
    let answer = app.client(&app.world.other_admin).query(document, json!({})).await;
    assert_eq!(answer.data()["industries"], json!([]));
}

#[tokio::test]
async fn a_year_has_twelve_months_of_factors_that_make_sense() {
    let app = TestApp::start().await;
    let admin = app.client(&app.world.admin);
    let input = json!({"name": " ", "version": 1, "cycleDays": 0, "season": [9, 100, 1001]});
    let answer = admin.mutate("setIndustry", input.clone(), INDUSTRY).await;
    assert_eq!(
        answer.refusals("setIndustry"),
        [
            "name REQUIRED",
            "cycleDays INVALID",
            "season.0 INVALID",
            "season.2 INVALID",
            "season INVALID",
            "name NOT_FOUND",
        ]
    );
    let answer = app
        .client(&app.world.supervisor)
        .mutate("setIndustry", input, INDUSTRY)
        .await;
    assert_eq!(answer.error_code(), "FORBIDDEN");
}
