/** The deployment guide's commands, for a copy of the program without the guide beside it. Same placeholders, own documents. */
export const GUIDE_COMMANDS = [
  `cat > trust-policy.json << EOF
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"bedrock-agentcore.amazonaws.com"},
"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"YOUR_ACCOUNT_ID"},
"ArnLike":{"aws:SourceArn":"arn:aws:bedrock-agentcore:*:YOUR_ACCOUNT_ID:*"}}}]}
EOF
aws iam create-role --role-name aws-api-mcp-execution-role --assume-role-policy-document file://trust-policy.json
`,
  `cat > agentcore-base-permissions.json << EOF
{"Version":"2012-10-17","Statement":[
{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"},
{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],
"Resource":"arn:aws:logs:us-east-1:YOUR_ACCOUNT_ID:log-group:/aws/bedrock-agentcore/runtimes/*"}]}
EOF
aws iam put-role-policy --role-name aws-api-mcp-execution-role --policy-name AgentCoreBasePermissions \\
  --policy-document file://agentcore-base-permissions.json
`,
  `aws iam attach-role-policy --role-name aws-api-mcp-execution-role --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess
`,
  `cat > custom-aws-permissions.json << EOF
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],
"Resource":["arn:aws:s3:::your-specific-bucket","arn:aws:s3:::your-specific-bucket/*"]}]}
EOF
aws iam put-role-policy --role-name aws-api-mcp-execution-role --policy-name CustomAWSPermissions \\
  --policy-document file://custom-aws-permissions.json
`,
  `aws bedrock-agentcore-control create-agent-runtime --region us-east-1 --agent-runtime-name "awsapimcpserver" \\
  --agent-runtime-artifact '{"containerConfiguration":{"containerUri":"709825985650.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:LATEST_VERSION"}}' \\
  --role-arn "arn:aws:iam::YOUR_ACCOUNT_ID:role/aws-api-mcp-execution-role" \\
  --network-configuration '{"networkMode":"PUBLIC"}' --protocol-configuration '{"serverProtocol":"MCP"}' \\
  --environment-variables '{"AUTH_TYPE":"no-auth","AWS_API_MCP_HOST":"0.0.0.0","AWS_API_MCP_PORT":"8000","AWS_API_MCP_STATELESS_HTTP":"true","AWS_API_MCP_TRANSPORT":"streamable-http","AWS_API_MCP_ALLOWED_HOSTS":"*","AWS_API_MCP_ALLOWED_ORIGINS":"*"}'
`,
  `aws bedrock-agentcore-control get-agent-runtime --agent-runtime-id "YOUR_RUNTIME_ID" --region us-east-1
`,
  `echo "YOUR_ARN" | sed 's/:/%3A/g; s/\\//%2F/g'
`,
  `TOKEN=$(aws cognito-idp initiate-auth --client-id "YOUR_COGNITO_CLIENT_ID" --auth-flow USER_PASSWORD_AUTH \\
  --auth-parameters USERNAME=test,PASSWORD=YOUR_PASSWORD --region us-east-1 \\
  --query 'AuthenticationResult.AccessToken' --output text)
`,
]
