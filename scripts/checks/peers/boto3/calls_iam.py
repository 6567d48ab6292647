"""STS, IAM and Access Analyzer, as somebody calls them who looks after the roles of runtimes."""

import json

from table import Table

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "bedrock-agentcore.amazonaws.com"},
                "Action": "sts:AssumeRole",
            },
            {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "sts:AssumeRole"},
        ],
    }
)
POLICY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["s3:ListAllMyBuckets", "ec2:Describe*"], "Resource": "*"}],
    }
)
CONDITIONAL = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "s3:*",
                "Resource": "*",
                "Condition": {"StringEquals": {"aws:RequestedRegion": "us-east-1"}},
            }
        ],
    }
)
ROLE = {"RoleName": "boto3-role"}
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
OWN = "arn:aws:iam::000000000000:policy/boto3-policy"
NOBODY = {"RoleName": "nobody"}

sts = Table("sts")
sts.ok("get_caller_identity", judge=lambda r, k: len(r["Account"]) == 12 and r["Arn"].startswith("arn:aws:"))
sts.ok("get_session_token", judge=lambda r, k: r["Credentials"]["SessionToken"])
sts.ok("get_session_token", {"DurationSeconds": 900}, note="15 minutes")
sts.no("get_session_token", "ValidationError", {"DurationSeconds": 899}, note="too short")
sts.ok("get_access_key_info", lambda k: {"AccessKeyId": k["access_key"]}, lambda r, k: len(r["Account"]) == 12)
sts.no("decode_authorization_message", "InvalidAuthorizationMessageException", {"EncodedMessage": "bm90aGluZw"})
sts.ok("get_federation_token", {"Name": "somebody", "Policy": POLICY}, lambda r, k: "somebody" in r["FederatedUser"]["Arn"])
sts.no("assume_role", "AccessDenied", {"RoleArn": "arn:aws:iam::000000000000:role/nobody", "RoleSessionName": "s1"})

iam = Table("iam")
iam.ok("create_role", {**ROLE, "AssumeRolePolicyDocument": TRUST, "Description": "first"}, lambda r, k: r["Role"]["RoleId"].startswith("AROA"))
iam.no("create_role", "EntityAlreadyExists", {**ROLE, "AssumeRolePolicyDocument": TRUST})
iam.no("create_role", "MalformedPolicyDocument", {"RoleName": "other", "AssumeRolePolicyDocument": "{}"})
iam.no("create_role", "ValidationError", {"RoleName": "a b", "AssumeRolePolicyDocument": TRUST})
iam.ok("get_role", ROLE, lambda r, k: r["Role"]["AssumeRolePolicyDocument"]["Version"] == "2012-10-17")
iam.no("get_role", "NoSuchEntity", NOBODY)
iam.ok("list_roles", judge=lambda r, k: any(one["RoleName"] == "boto3-role" for one in r["Roles"]))
iam.all("list_roles", "Roles", {"PaginationConfig": {"PageSize": 1}}, lambda r, k: len(r) >= 1)
iam.ok("list_roles", {"PathPrefix": "/nowhere/"}, lambda r, k: r["Roles"] == [], note="of a path")
iam.ok("update_role", {**ROLE, "Description": "second", "MaxSessionDuration": 7200})
iam.ok("get_role", ROLE, lambda r, k: (r["Role"]["Description"], r["Role"]["MaxSessionDuration"]) == ("second", 7200), note="after the update")
iam.ok("update_role_description", {**ROLE, "Description": "third"}, lambda r, k: r["Role"]["Description"] == "third")
iam.ok("update_assume_role_policy", {**ROLE, "PolicyDocument": TRUST})
iam.no("update_assume_role_policy", "MalformedPolicyDocument", {**ROLE, "PolicyDocument": "not json"})
iam.ok("tag_role", {**ROLE, "Tags": [{"Key": "team", "Value": "a"}]})
iam.ok("list_role_tags", ROLE, lambda r, k: r["Tags"] == [{"Key": "team", "Value": "a"}])
iam.ok("untag_role", {**ROLE, "TagKeys": ["team"]})
iam.ok("put_role_policy", {**ROLE, "PolicyName": "inline", "PolicyDocument": POLICY})
iam.no("put_role_policy", "MalformedPolicyDocument", {**ROLE, "PolicyName": "inline", "PolicyDocument": "{}"})
iam.no("put_role_policy", "NoSuchEntity", {**NOBODY, "PolicyName": "inline", "PolicyDocument": POLICY})
iam.ok("get_role_policy", {**ROLE, "PolicyName": "inline"}, lambda r, k: r["PolicyDocument"] == json.loads(POLICY))
iam.no("get_role_policy", "NoSuchEntity", {**ROLE, "PolicyName": "other"})
iam.ok("list_role_policies", ROLE, lambda r, k: r["PolicyNames"] == ["inline"])
iam.ok("attach_role_policy", {**ROLE, "PolicyArn": READ_ONLY})
iam.ok("attach_role_policy", {**ROLE, "PolicyArn": "arn:aws:iam::aws:policy/AmazonS3TablesReadOnlyAccess"}, note="any of AWS’s")
iam.ok("detach_role_policy", {**ROLE, "PolicyArn": "arn:aws:iam::aws:policy/AmazonS3TablesReadOnlyAccess"})
iam.no("attach_role_policy", "NoSuchEntity", {**ROLE, "PolicyArn": "arn:aws:iam::aws:policy/NoSuchPolicyOfAws"})
iam.ok("list_attached_role_policies", ROLE, lambda r, k: [one["PolicyName"] for one in r["AttachedPolicies"]] == ["ReadOnlyAccess"])
iam.ok("create_policy", {"PolicyName": "boto3-policy", "PolicyDocument": POLICY}, lambda r, k: r["Policy"]["DefaultVersionId"] == "v1")
iam.no("create_policy", "EntityAlreadyExists", {"PolicyName": "boto3-policy", "PolicyDocument": POLICY})
iam.ok("get_policy", {"PolicyArn": OWN}, lambda r, k: r["Policy"]["AttachmentCount"] == 0)
iam.ok("get_policy", {"PolicyArn": READ_ONLY}, lambda r, k: r["Policy"]["AttachmentCount"] == 1, note="of AWS")
iam.ok("get_policy_version", {"PolicyArn": READ_ONLY, "VersionId": "v1"}, lambda r, k: r["PolicyVersion"]["Document"]["Statement"], note="of AWS")
iam.ok("create_policy_version", {"PolicyArn": OWN, "PolicyDocument": POLICY, "SetAsDefault": True}, lambda r, k: r["PolicyVersion"]["VersionId"] == "v2")
iam.ok("list_policy_versions", {"PolicyArn": OWN}, lambda r, k: {one["VersionId"] for one in r["Versions"]} == {"v1", "v2"})
iam.ok("set_default_policy_version", {"PolicyArn": OWN, "VersionId": "v1"})
iam.ok("delete_policy_version", {"PolicyArn": OWN, "VersionId": "v2"})
iam.no("delete_policy_version", "DeleteConflict", {"PolicyArn": OWN, "VersionId": "v1"}, note="the default")
iam.ok("list_policies", {"Scope": "Local"}, lambda r, k: [one["PolicyName"] for one in r["Policies"]] == ["boto3-policy"])
iam.all("list_policies", "Policies", {"Scope": "AWS"}, lambda r, k: len(r) > 1400, note="all of AWS’s")
iam.ok("list_policies", {"OnlyAttached": True}, lambda r, k: [one["PolicyName"] for one in r["Policies"]] == ["ReadOnlyAccess"], note="attached")
iam.ok("tag_policy", {"PolicyArn": OWN, "Tags": [{"Key": "team", "Value": "a"}]})
iam.ok("list_policy_tags", {"PolicyArn": OWN}, lambda r, k: r["Tags"] == [{"Key": "team", "Value": "a"}])
iam.ok("untag_policy", {"PolicyArn": OWN, "TagKeys": ["team"]})
iam.ok("list_entities_for_policy", {"PolicyArn": READ_ONLY}, lambda r, k: [one["RoleName"] for one in r["PolicyRoles"]] == ["boto3-role"])
iam.ok("list_instance_profiles_for_role", ROLE, lambda r, k: r["InstanceProfiles"] == [])
iam.no("list_instance_profiles_for_role", "NoSuchEntity", NOBODY)
iam.ok("put_role_permissions_boundary", {**ROLE, "PermissionsBoundary": OWN})
iam.ok("delete_role_permissions_boundary", ROLE)
iam.ok("simulate_principal_policy", lambda k: {"PolicySourceArn": "arn:aws:iam::000000000000:role/boto3-role", "ActionNames": ["s3:ListAllMyBuckets", "iam:CreateUser"]}, lambda r, k: [one["EvalDecision"] for one in r["EvaluationResults"]] == ["allowed", "implicitDeny"])
iam.ok("simulate_custom_policy", {"PolicyInputList": [POLICY], "ActionNames": ["ec2:DescribeInstances"]}, lambda r, k: r["EvaluationResults"][0]["EvalDecision"] == "allowed")
iam.ok("get_context_keys_for_custom_policy", {"PolicyInputList": [CONDITIONAL]}, lambda r, k: r["ContextKeyNames"] == ["aws:RequestedRegion"])
iam.ok("get_context_keys_for_principal_policy", {"PolicySourceArn": "arn:aws:iam::000000000000:role/boto3-role"}, lambda r, k: "ContextKeyNames" in r)
iam.ok("get_account_summary", judge=lambda r, k: r["SummaryMap"]["Roles"] >= 1)
iam.ok("list_account_aliases", judge=lambda r, k: r["AccountAliases"] == [])
iam.ok("get_account_authorization_details", {"Filter": ["Role"]}, lambda r, k: any(one["RoleName"] == "boto3-role" for one in r["RoleDetailList"]))
iam.ok("list_users", judge=lambda r, k: "Users" in r)
iam.ok("get_user", judge=lambda r, k: r["User"]["Arn"].startswith("arn:aws:iam::"))
iam.ok("list_groups", judge=lambda r, k: "Groups" in r)
iam.ok("list_access_keys", judge=lambda r, k: "AccessKeyMetadata" in r)
iam.ok("list_open_id_connect_providers", judge=lambda r, k: "OpenIDConnectProviderList" in r)
iam.ok("list_instance_profiles", judge=lambda r, k: r["InstanceProfiles"] == [])
iam.ok("create_service_linked_role", {"AWSServiceName": "runtime-identity.bedrock-agentcore.amazonaws.com"}, lambda r, k: r["Role"]["Path"].startswith("/aws-service-role/"))
iam.ok("generate_service_last_accessed_details", {"Arn": "arn:aws:iam::000000000000:role/boto3-role", "Granularity": "ACTION_LEVEL"}, lambda r, k: r["JobId"], keep={"job": "JobId"})
iam.ok("get_service_last_accessed_details", lambda k: {"JobId": k["job"]}, lambda r, k: r["JobType"] == "ACTION_LEVEL" and all("TrackedActionsLastAccessed" in one for one in r["ServicesLastAccessed"]), until=lambda r: r["JobStatus"] == "COMPLETED")
iam.no("get_service_last_accessed_details", "NoSuchEntity", {"JobId": "00000000-0000-0000-0000-000000000000"})
iam.no("generate_service_last_accessed_details", "NoSuchEntity", {"Arn": "arn:aws:iam::000000000000:role/nobody"})
iam.no("delete_role", "DeleteConflict", ROLE)
iam.ok("detach_role_policy", {**ROLE, "PolicyArn": READ_ONLY}, note="of AWS")
iam.no("detach_role_policy", "NoSuchEntity", {**ROLE, "PolicyArn": READ_ONLY}, note="again")
iam.ok("delete_role_policy", {**ROLE, "PolicyName": "inline"})
iam.ok("delete_role", ROLE)
iam.ok("delete_policy", {"PolicyArn": OWN})

analyzer = Table("accessanalyzer")
analyzer.ok("validate_policy", {"policyDocument": POLICY, "policyType": "IDENTITY_POLICY"}, lambda r, k: "findings" in r)
analyzer.ok("validate_policy", {"policyDocument": "{", "policyType": "IDENTITY_POLICY"}, lambda r, k: r["findings"][0]["findingType"] == "ERROR", note="no JSON")
analyzer.ok("check_no_new_access", {"newPolicyDocument": POLICY, "existingPolicyDocument": POLICY, "policyType": "IDENTITY_POLICY"}, lambda r, k: r["result"] == "PASS")
analyzer.ok("check_access_not_granted", {"policyDocument": POLICY, "access": [{"actions": ["s3:DeleteBucket"]}], "policyType": "IDENTITY_POLICY"}, lambda r, k: r["result"] == "PASS")
analyzer.ok("list_analyzers", judge=lambda r, k: r["analyzers"] == [])

TABLES = [sts, iam, analyzer]
