/** What IAM sees of a request that comes through the managed server; a direct request has neither key. */
export const VIA = { 'aws:ViaAWSMCPService': 'true', 'aws:CalledViaAWSMCP': 'aws-mcp.amazonaws.com' } as const
