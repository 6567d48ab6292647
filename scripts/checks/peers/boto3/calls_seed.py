"""What a first question is about: S3, EC2, DynamoDB and Lambda, with what every account of the practice kind has."""

from table import Table

BUCKET = {"Bucket": "practice-invoices"}
TABLE = {"TableName": "practice-orders"}
INSTANCE = {"InstanceIds": ["i-0a1b2c3d4e5f60001"]}

s3 = Table("s3")
s3.ok("list_buckets", judge=lambda r, k: "practice-invoices" in [one["Name"] for one in r["Buckets"]])
s3.ok("list_objects_v2", BUCKET, lambda r, k: r["KeyCount"] == 4)
s3.ok("list_objects_v2", {**BUCKET, "Prefix": "2026/", "Delimiter": "/"}, lambda r, k: [one["Prefix"] for one in r["CommonPrefixes"]] == ["2026/08/", "2026/09/", "2026/10/"], note="folders")
s3.all("list_objects_v2", "Contents", {**BUCKET, "PaginationConfig": {"PageSize": 1}}, lambda r, k: len(r) == 4)
s3.no("list_objects_v2", "NoSuchBucket", {"Bucket": "nobody-has-this-bucket"})
s3.ok("get_bucket_location", BUCKET, lambda r, k: r["LocationConstraint"] is None)
s3.ok("head_bucket", BUCKET)
s3.no("head_bucket", "404", {"Bucket": "nobody-has-this-bucket"})
s3.ok("head_object", {**BUCKET, "Key": "summary-2026.csv"}, lambda r, k: r["ContentLength"] == 12904)
s3.no("get_object", "NoSuchKey", {**BUCKET, "Key": "nothing"})

ec2 = Table("ec2")
ec2.ok("describe_instances", judge=lambda r, k: len(r["Reservations"]) == 3)
ec2.ok("describe_instances", {"Filters": [{"Name": "instance-state-name", "Values": ["stopped"]}]}, lambda r, k: r["Reservations"][0]["Instances"][0]["State"]["Name"] == "stopped", note="filtered")
ec2.ok("describe_instances", INSTANCE, lambda r, k: len(r["Reservations"]) == 1, note="by id")
ec2.no("describe_instances", "InvalidInstanceID.NotFound", {"InstanceIds": ["i-00000000000000000"]})
ec2.ok("describe_regions", judge=lambda r, k: "us-east-1" in [one["RegionName"] for one in r["Regions"]])
ec2.ok("describe_vpcs", judge=lambda r, k: "Vpcs" in r)
ec2.ok("describe_security_groups", judge=lambda r, k: "SecurityGroups" in r)
ec2.ok("describe_tags", judge=lambda r, k: "Tags" in r)

dynamodb = Table("dynamodb")
dynamodb.ok("list_tables", judge=lambda r, k: r["TableNames"] == ["practice-orders"])
dynamodb.ok("describe_table", TABLE, lambda r, k: r["Table"]["ItemCount"] == 4)
dynamodb.no("describe_table", "ResourceNotFoundException", {"TableName": "nobody"})
dynamodb.ok("scan", TABLE, lambda r, k: r["Count"] == 4)
dynamodb.ok("get_item", {**TABLE, "Key": {"orderId": {"S": "1042"}}}, lambda r, k: r["Item"]["customer"]["S"] == "harbour")
dynamodb.ok("query", {**TABLE, "KeyConditionExpression": "orderId = :id", "ExpressionAttributeValues": {":id": {"S": "1042"}}}, lambda r, k: r["Count"] == 1)

functions = Table("lambda")
functions.ok("list_functions", judge=lambda r, k: len(r["Functions"]) == 2)
functions.ok("get_function_configuration", {"FunctionName": "nightly-report"}, lambda r, k: r["MemorySize"] == 256)
functions.ok("get_function", {"FunctionName": "nightly-report"}, lambda r, k: r["Configuration"]["Runtime"] == "python3.13")
functions.no("get_function_configuration", "ResourceNotFoundException", {"FunctionName": "nobody"})

TABLES = [s3, ec2, dynamodb, functions]
