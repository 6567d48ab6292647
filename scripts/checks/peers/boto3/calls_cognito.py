"""Cognito user pools, as somebody sets one up for the tokens of a runtime and looks after its users."""

from table import Table

PASSWORD = "Correct-horse-7-battery"
NEXT_PASSWORD = "Correct-horse-8-battery"


def pool(**more):
    return lambda k: {"UserPoolId": k["pool"], **more}


def client(**more):
    return lambda k: {"UserPoolId": k["pool"], "ClientId": k["client"], **more}


def user(**more):
    return lambda k: {"UserPoolId": k["pool"], "Username": "ada", **more}


def attributes(of):
    return {one["Name"]: one["Value"] for one in of}


cognito = Table("cognito-idp")
cognito.ok("create_user_pool", {"PoolName": "boto3", "UserPoolTags": {"team": "a"}}, lambda r, k: r["UserPool"]["Id"].startswith("us-east-1_"), keep={"pool": "UserPool.Id", "arn": "UserPool.Arn"})
cognito.no("create_user_pool", "InvalidParameterException", {"PoolName": ""})
cognito.no("create_user_pool", "InvalidParameterException", {"PoolName": "x", "AliasAttributes": ["email"], "UsernameAttributes": ["email"]}, note="aliases and user names of one kind")
cognito.ok("describe_user_pool", pool(), lambda r, k: r["UserPool"]["Name"] == "boto3")
cognito.no("describe_user_pool", "ResourceNotFoundException", {"UserPoolId": "us-east-1_nowhere12"})
cognito.ok("list_user_pools", {"MaxResults": 10}, lambda r, k: any(one["Name"] == "boto3" for one in r["UserPools"]))
cognito.all("list_user_pools", "UserPools", {"MaxResults": 1}, lambda r, k: len(r) >= 1)
cognito.ok("update_user_pool", pool(UserPoolTags={"team": "b"}))
cognito.ok("list_tags_for_resource", lambda k: {"ResourceArn": k["arn"]}, lambda r, k: r["Tags"] == {"team": "b"})
cognito.ok("tag_resource", lambda k: {"ResourceArn": k["arn"], "Tags": {"more": "c"}})
cognito.ok("untag_resource", lambda k: {"ResourceArn": k["arn"], "TagKeys": ["more"]})
cognito.ok("get_user_pool_mfa_config", pool(), lambda r, k: r["MfaConfiguration"] == "OFF")
cognito.ok("set_user_pool_mfa_config", pool(MfaConfiguration="OPTIONAL", SoftwareTokenMfaConfiguration={"Enabled": True}), lambda r, k: r["MfaConfiguration"] == "OPTIONAL")
cognito.ok("add_custom_attributes", pool(CustomAttributes=[{"Name": "desk", "AttributeDataType": "String", "Mutable": True}]))

cognito.ok("create_user_pool_client", pool(ClientName="app", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"]), lambda r, k: "ClientSecret" not in r["UserPoolClient"], keep={"client": "UserPoolClient.ClientId"})
cognito.no("create_user_pool_client", "InvalidParameterException", pool(ClientName="app", ExplicitAuthFlows=["ADMIN_NO_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH"]), note="old and new flows")
cognito.no("create_user_pool_client", "InvalidParameterException", pool(ClientName="app", AccessTokenValidity=1, TokenValidityUnits={"AccessToken": "seconds"}), note="a second")
cognito.no("create_user_pool_client", "InvalidParameterException", pool(ClientName="app", AllowedOAuthFlows=["client_credentials"], AllowedOAuthFlowsUserPoolClient=True, AllowedOAuthScopes=["boto3/read"]), note="client_credentials without a secret")
cognito.ok("describe_user_pool_client", client(), lambda r, k: r["UserPoolClient"]["ClientName"] == "app")
cognito.no("describe_user_pool_client", "ResourceNotFoundException", pool(ClientId="nobody"))
cognito.ok("list_user_pool_clients", pool(), lambda r, k: len(r["UserPoolClients"]) == 1)
cognito.ok("update_user_pool_client", client(ClientName="renamed", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"]), lambda r, k: r["UserPoolClient"]["ClientName"] == "renamed")

cognito.ok("create_resource_server", pool(Identifier="boto3", Name="boto3", Scopes=[{"ScopeName": "read", "ScopeDescription": "reads"}]), lambda r, k: r["ResourceServer"]["Scopes"][0]["ScopeName"] == "read")
cognito.no("create_resource_server", "InvalidParameterException", pool(Identifier="boto3", Name="boto3"), note="again")
cognito.ok("describe_resource_server", pool(Identifier="boto3"), lambda r, k: r["ResourceServer"]["Name"] == "boto3")
cognito.ok("list_resource_servers", pool(MaxResults=10), lambda r, k: len(r["ResourceServers"]) == 1)
cognito.ok("update_resource_server", pool(Identifier="boto3", Name="two", Scopes=[{"ScopeName": "read", "ScopeDescription": "reads"}]))
cognito.ok("create_user_pool_client", pool(ClientName="machine", GenerateSecret=True, AllowedOAuthFlows=["client_credentials"], AllowedOAuthFlowsUserPoolClient=True, AllowedOAuthScopes=["boto3/read"]), lambda r, k: r["UserPoolClient"]["ClientSecret"], note="a machine’s", keep={"machine": "UserPoolClient.ClientId"})
cognito.ok("create_user_pool_domain", pool(Domain="boto3-domain"), lambda r, k: "CloudFrontDomain" not in r)
cognito.no("create_user_pool_domain", "InvalidParameterException", pool(Domain="A_B"))
cognito.ok("describe_user_pool_domain", {"Domain": "boto3-domain"}, lambda r, k: r["DomainDescription"]["UserPoolId"] == k["pool"])
cognito.ok("describe_user_pool_domain", {"Domain": "nobody-has-this"}, lambda r, k: r["DomainDescription"] == {}, note="of nobody")
cognito.ok("describe_user_pool", pool(), lambda r, k: r["UserPool"]["Domain"] == "boto3-domain", note="with its domain")
cognito.no("delete_user_pool", "InvalidParameterException", pool(), note="with a domain")

cognito.ok("admin_create_user", user(MessageAction="SUPPRESS", UserAttributes=[{"Name": "email", "Value": "ada@example.com"}]), lambda r, k: r["User"]["UserStatus"] == "FORCE_CHANGE_PASSWORD")
cognito.no("admin_create_user", "UsernameExistsException", user(MessageAction="SUPPRESS"))
cognito.no("admin_set_user_password", "InvalidPasswordException", user(Password="short", Permanent=True))
cognito.ok("admin_set_user_password", user(Password=PASSWORD, Permanent=True))
cognito.ok("admin_get_user", user(), lambda r, k: r["UserStatus"] == "CONFIRMED")
cognito.no("admin_get_user", "UserNotFoundException", pool(Username="nobody"))
cognito.ok("admin_update_user_attributes", user(UserAttributes=[{"Name": "email_verified", "Value": "true"}, {"Name": "custom:desk", "Value": "7"}]))
cognito.ok("admin_get_user", user(), lambda r, k: attributes(r["UserAttributes"])["custom:desk"] == "7", note="after the update")
cognito.no("admin_update_user_attributes", "InvalidParameterException", user(UserAttributes=[{"Name": "custom:nothing", "Value": "1"}]))
cognito.ok("admin_delete_user_attributes", user(UserAttributeNames=["custom:desk"]))
cognito.ok("list_users", pool(), lambda r, k: [one["Username"] for one in r["Users"]] == ["ada"])
cognito.ok("list_users", pool(Filter='email ^= "ada"'), lambda r, k: len(r["Users"]) == 1, note="filtered")
cognito.ok("create_group", pool(GroupName="operators", Precedence=1), lambda r, k: r["Group"]["GroupName"] == "operators")
cognito.no("create_group", "GroupExistsException", pool(GroupName="operators"))
cognito.ok("admin_add_user_to_group", user(GroupName="operators"))
cognito.no("admin_add_user_to_group", "ResourceNotFoundException", user(GroupName="nobody"))
cognito.ok("admin_list_groups_for_user", user(), lambda r, k: [one["GroupName"] for one in r["Groups"]] == ["operators"])
cognito.ok("list_users_in_group", pool(GroupName="operators"), lambda r, k: len(r["Users"]) == 1)
cognito.ok("list_groups", pool(), lambda r, k: len(r["Groups"]) == 1)
cognito.ok("get_group", pool(GroupName="operators"), lambda r, k: r["Group"]["Precedence"] == 1)
cognito.ok("update_group", pool(GroupName="operators", Description="who run it"), lambda r, k: r["Group"]["Description"] == "who run it")


def sign_in(password):
    return lambda k: {"ClientId": k["client"], "AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": {"USERNAME": "ada", "PASSWORD": password}}


cognito.ok("initiate_auth", sign_in(PASSWORD), lambda r, k: r["AuthenticationResult"]["ExpiresIn"] == 3600, keep={"access": "AuthenticationResult.AccessToken", "refresh": "AuthenticationResult.RefreshToken"})
cognito.no("initiate_auth", "NotAuthorizedException", sign_in("Wrong-password-1"))
cognito.no("initiate_auth", "InvalidParameterException", lambda k: {"ClientId": k["client"], "AuthFlow": "USER_SRP_AUTH", "AuthParameters": {"USERNAME": "ada", "SRP_A": "1"}}, note="a flow that is off")
cognito.ok("admin_initiate_auth", client(AuthFlow="ADMIN_USER_PASSWORD_AUTH", AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD}), lambda r, k: r["AuthenticationResult"]["AccessToken"])
cognito.ok("initiate_auth", lambda k: {"ClientId": k["client"], "AuthFlow": "REFRESH_TOKEN_AUTH", "AuthParameters": {"REFRESH_TOKEN": k["refresh"]}}, lambda r, k: "RefreshToken" not in r["AuthenticationResult"], note="refresh")
cognito.ok("get_tokens_from_refresh_token", lambda k: {"ClientId": k["client"], "RefreshToken": k["refresh"]}, lambda r, k: r["AuthenticationResult"]["AccessToken"])
cognito.ok("get_user", lambda k: {"AccessToken": k["access"]}, lambda r, k: r["Username"] == "ada")
cognito.ok("update_user_attributes", lambda k: {"AccessToken": k["access"], "UserAttributes": [{"Name": "name", "Value": "Ada"}]})
cognito.ok("change_password", lambda k: {"AccessToken": k["access"], "PreviousPassword": PASSWORD, "ProposedPassword": NEXT_PASSWORD})
cognito.ok("associate_software_token", lambda k: {"AccessToken": k["access"]}, lambda r, k: len(r["SecretCode"]) >= 16)
cognito.ok("forgot_password", lambda k: {"ClientId": k["client"], "Username": "ada"}, lambda r, k: r["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL")
cognito.no("confirm_forgot_password", "CodeMismatchException", lambda k: {"ClientId": k["client"], "Username": "ada", "ConfirmationCode": "000000", "Password": PASSWORD})
cognito.ok("admin_reset_user_password", user())
cognito.no("initiate_auth", "PasswordResetRequiredException", sign_in(NEXT_PASSWORD), note="after a reset")
cognito.ok("admin_set_user_password", user(Password=PASSWORD, Permanent=True), note="again")
cognito.ok("admin_user_global_sign_out", user())
cognito.no("get_user", "NotAuthorizedException", lambda k: {"AccessToken": k["access"]}, note="signed out")
cognito.ok("revoke_token", lambda k: {"ClientId": k["client"], "Token": k["refresh"]})
cognito.ok("admin_disable_user", user())
cognito.no("initiate_auth", "NotAuthorizedException", sign_in(PASSWORD), note="disabled")
cognito.ok("admin_enable_user", user())
cognito.ok("sign_up", lambda k: {"ClientId": k["client"], "Username": "bob", "Password": PASSWORD, "UserAttributes": [{"Name": "email", "Value": "bob@example.com"}]}, lambda r, k: r["UserConfirmed"] is False)
cognito.ok("admin_confirm_sign_up", pool(Username="bob"))
cognito.ok("admin_remove_user_from_group", user(GroupName="operators"))
cognito.ok("delete_group", pool(GroupName="operators"))
cognito.ok("admin_delete_user", user())
cognito.no("admin_delete_user", "UserNotFoundException", user())
cognito.ok("get_signing_certificate", pool(), lambda r, k: r["Certificate"])
cognito.ok("list_identity_providers", pool(), lambda r, k: r["Providers"] == [])
cognito.ok("delete_resource_server", pool(Identifier="boto3"))
cognito.ok("delete_user_pool_client", client())
cognito.ok("delete_user_pool_domain", pool(Domain="boto3-domain"))
cognito.ok("delete_user_pool", pool())
cognito.no("delete_user_pool", "ResourceNotFoundException", pool())

TABLES = [cognito]
