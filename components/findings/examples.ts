/** What people paste most, for a first look. */
export const EXAMPLES = [
  {
    label: 'a denied call',
    text: 'An error occurred (AccessDenied) when calling the ListBuckets operation: User: arn:aws:sts::000000000000:assumed-role/slipway-guide-us-east-1/BedrockAgentCore is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action',
  },
  {
    label: 'a server that does not start',
    text: 'TRANSPORT="streamable-http" requires the following environment variable to be set: AUTH_TYPE to `no-auth` or `oauth`',
  },
  { label: 'a client that gives up', text: 'unhandled errors in a TaskGroup (1 sub-exception)' },
]
