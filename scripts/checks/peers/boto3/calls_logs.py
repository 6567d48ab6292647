"""CloudWatch Logs, as somebody reads the log of a runtime, and the services of AWS that look at one from outside."""

import time

from table import Table

NOW = int(time.time() * 1000)
GROUP = {"logGroupName": "/boto3/one"}
STREAM = {**GROUP, "logStreamName": "first"}
ARN = "arn:aws:logs:us-east-1:000000000000:log-group:/boto3/one"
LINES = [
    "2026-08-21 14:03:11.482 | INFO     | server:main - AWS_REGION: us-east-1",
    "2026-08-21 14:03:12.100 | ERROR    | server:call_aws - AccessDenied for s3",
    '{"level": "error", "status": 503, "user": {"name": "ada"}}',
    '{"level": "info", "status": 200, "user": {"name": "bob"}}',
]
SPAN = {"startTime": NOW // 1000 - 3600, "endTime": NOW // 1000 + 3600}

logs = Table("logs")
logs.ok("create_log_group", GROUP)
logs.no("create_log_group", "ResourceAlreadyExistsException", GROUP)
logs.no("create_log_group", "InvalidParameterException", {"logGroupName": "a b"})
logs.ok("describe_log_groups", {"logGroupNamePrefix": "/boto3"}, lambda r, k: r["logGroups"][0]["logGroupName"] == "/boto3/one")
logs.ok("describe_log_groups", {"logGroupNamePattern": "oto3"}, lambda r, k: len(r["logGroups"]) == 1, note="by a part")
logs.ok("list_log_groups", {"logGroupNamePattern": "boto3"}, lambda r, k: r["logGroups"][0]["logGroupName"] == "/boto3/one")
logs.ok("put_retention_policy", {**GROUP, "retentionInDays": 30})
logs.no("put_retention_policy", "InvalidParameterException", {**GROUP, "retentionInDays": 31})
logs.ok("delete_retention_policy", GROUP)
logs.ok("create_log_stream", STREAM)
logs.no("create_log_stream", "ResourceAlreadyExistsException", STREAM)
logs.ok("put_log_events", {**STREAM, "logEvents": [{"timestamp": NOW - 4000 + 1000 * at, "message": line} for at, line in enumerate(LINES)]})
logs.no("put_log_events", "ResourceNotFoundException", {"logGroupName": "/boto3/none", "logStreamName": "first", "logEvents": [{"timestamp": NOW, "message": "x"}]})
logs.ok("describe_log_streams", GROUP, lambda r, k: r["logStreams"][0]["logStreamName"] == "first")
logs.ok("describe_log_streams", {**GROUP, "orderBy": "LastEventTime", "descending": True}, note="newest first")
logs.no("describe_log_streams", "InvalidParameterException", {**GROUP, "orderBy": "LastEventTime", "logStreamNamePrefix": "f"})
logs.ok("get_log_events", {**STREAM, "startFromHead": True}, lambda r, k: len(r["events"]) == 4)
logs.ok("get_log_events", {**STREAM, "limit": 1}, lambda r, k: r["events"][0]["message"] == LINES[3], note="the newest")
logs.ok("get_log_events", {"logGroupIdentifier": ARN, "logStreamName": "first"}, lambda r, k: len(r["events"]) == 4, note="by ARN")
logs.ok("filter_log_events", {**GROUP, "filterPattern": "AccessDenied"}, lambda r, k: len(r["events"]) == 1)
logs.ok("filter_log_events", {**GROUP, "filterPattern": "{ $.status > 500 }"}, lambda r, k: len(r["events"]) == 1, note="JSON")
logs.ok("filter_log_events", {**GROUP, "filterPattern": "%AWS_[A-Z]+%"}, lambda r, k: len(r["events"]) == 1, note="regex")
logs.ok("filter_log_events", {**GROUP, "startTime": NOW + 60_000}, lambda r, k: r["events"] == [], note="later")
logs.all("filter_log_events", "events", {**GROUP, "PaginationConfig": {"PageSize": 1}}, lambda r, k: len(r) == 4)
logs.no("filter_log_events", "InvalidParameterException", {**GROUP, "filterPattern": "{ $.status > "})
logs.no("filter_log_events", "ResourceNotFoundException", {"logGroupName": "/boto3/none"})
logs.ok("test_metric_filter", {"filterPattern": "ERROR", "logEventMessages": LINES}, lambda r, k: len(r["matches"]) == 1)


def is_complete(answer):
    return answer["status"] == "Complete"


def insights(query, judge, note):
    started = {**SPAN, **GROUP, "queryString": query}
    logs.ok("start_query", started, lambda r, k: r["queryId"], note=note, keep={"query": "queryId"})

    def is_right(answer, _kept):
        return judge([{one["field"]: one["value"] for one in row} for row in answer["results"]])

    logs.ok("get_query_results", lambda k: {"queryId": k["query"]}, is_right, note=note, until=is_complete)


insights("fields @timestamp, @message | sort @timestamp desc | limit 20", lambda rows: len(rows) == 4 and rows[0]["@message"] == LINES[3], "the console’s own")
insights("filter @message like /AccessDenied/ | stats count(*) as n", lambda rows: rows == [{"n": "1"}], "stats")
insights("stats count(*) as n by level | sort n desc", lambda rows: {row.get("level"): row["n"] for row in rows}.get("error") == "1", "stats by a field")
insights("stats count(*) by bin(5m)", lambda rows: len(rows) in (1, 2), "bin")
insights("filter level = 'error' and status >= 500 | display user.name", lambda rows: rows[0]["user.name"] == "ada", "display")
insights("parse @message '* | * | * - *' as time, kind, place, text | filter ispresent(kind) | fields trim(kind) as k | stats count(*) by k", lambda rows: {row["k"] for row in rows} == {"INFO", "ERROR"}, "parse")
insights("fields level | filter ispresent(level) | dedup level", lambda rows: len(rows) == 2, "dedup")
insights("filter @message =~ /(?i)accessdenied/ | fields strlen(@message) as n", lambda rows: rows[0]["n"] == str(len(LINES[1])), "=~ and strlen")
insights("stats avg(status) as a, max(status) as b, pct(status, 50) as c", lambda rows: float(rows[0]["a"]) == 351.5, "avg, max, pct")
insights("filter status in [200, 404] | fields status", lambda rows: [row["status"] for row in rows] == ["200"], "in")
logs.no("start_query", "MalformedQueryException", {**SPAN, **GROUP, "queryString": "fields @message | nonsense"})
logs.no("start_query", "ResourceNotFoundException", {**SPAN, "logGroupName": "/boto3/none", "queryString": "fields @message"})
logs.ok("start_query", {**SPAN, "logGroupIdentifiers": [ARN], "queryString": "stats count(*)"}, note="by ARN", keep={"query": "queryId"})
logs.ok("get_query_results", lambda k: {"queryId": k["query"]}, lambda r, k: r["status"] == "Complete", note="by ARN", until=is_complete)
logs.no("stop_query", "InvalidParameterException", lambda k: {"queryId": k["query"]}, note="that has ended")
logs.ok("describe_queries", {"logGroupName": "/boto3/one"}, lambda r, k: r["queries"])
logs.ok("tag_resource", {"resourceArn": ARN, "tags": {"team": "a"}})
logs.ok("list_tags_for_resource", {"resourceArn": ARN}, lambda r, k: r["tags"] == {"team": "a"})
logs.ok("untag_resource", {"resourceArn": ARN, "tagKeys": ["team"]})
logs.ok("describe_metric_filters", GROUP, lambda r, k: r["metricFilters"] == [])
logs.ok("describe_subscription_filters", GROUP, lambda r, k: r["subscriptionFilters"] == [])
logs.ok("describe_resource_policies", judge=lambda r, k: "resourcePolicies" in r)
logs.ok("describe_deliveries", judge=lambda r, k: r["deliveries"] == [])
logs.ok("delete_log_stream", STREAM)
logs.ok("delete_log_group", GROUP)
logs.no("delete_log_group", "ResourceNotFoundException", GROUP)

cloudwatch = Table("cloudwatch")
cloudwatch.ok("list_metrics", {"Namespace": "AWS/EC2"}, lambda r, k: r["Metrics"] == [])
cloudwatch.no("list_metrics", "InvalidParameterValue", {"NextToken": "x"})
cloudwatch.ok("describe_alarms", judge=lambda r, k: r["MetricAlarms"] == [])

cloudtrail = Table("cloudtrail")
cloudtrail.ok("lookup_events", {"MaxResults": 5}, lambda r, k: "Events" in r)

others = [Table(name) for name in ("ce", "service-quotas", "ecr", "resourcegroupstaggingapi", "cloudformation")]
others[0].ok("get_cost_and_usage", {"TimePeriod": {"Start": "2026-10-01", "End": "2026-11-01"}, "Granularity": "MONTHLY", "Metrics": ["UnblendedCost"]}, lambda r, k: r["ResultsByTime"][0]["Total"]["UnblendedCost"]["Unit"] == "USD")
others[1].ok("list_service_quotas", {"ServiceCode": "bedrock-agentcore"})
others[2].ok("describe_repositories")
others[3].ok("get_resources", {"ResourceTypeFilters": ["bedrock-agentcore:runtime"]})
others[4].ok("list_stacks")

TABLES = [logs, cloudwatch, cloudtrail, *others]
