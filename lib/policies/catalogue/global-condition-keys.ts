/** Types as AWS names them; `ArrayOf…` for keys with several values. */
type KeyType = 'String' | 'ARN' | 'Bool' | 'Date' | 'Numeric' | 'IPAddress' | 'ArrayOfString'

const NAMES: Record<KeyType, string> = {
  String: `aws:PrincipalAccount aws:PrincipalOrgID aws:PrincipalOrgMasterAccountId aws:PrincipalTag/\${TagKey} aws:PrincipalServiceName aws:PrincipalType
    aws:userid aws:username aws:FederatedProvider aws:Ec2InstanceSourceVpc aws:SourceIdentity aws:SourceVpc aws:SourceVpce
    aws:VpceAccount aws:VpceOrgID aws:ResourceAccount aws:ResourceOrgID aws:ResourceTag/\${TagKey} aws:CalledViaFirst
    aws:CalledViaLast aws:CalledViaAWSMCP aws:referer aws:RequestedRegion aws:RequestTag/\${TagKey} aws:SourceAccount
    aws:SourceOwner aws:SourceOrgID aws:UserAgent glue:RoleAssumedBy glue:CredentialIssuingService identitystore:UserId`,
  ARN: `aws:PrincipalArn aws:ChatbotSourceArn aws:SourceVpcArn aws:SourceArn ec2:SourceInstanceArn lambda:SourceFunctionArn
    ssm:SourceInstanceArn`,
  Bool: `aws:PrincipalIsAWSService aws:AssumedRoot aws:MultiFactorAuthPresent aws:ViaAWSService aws:ViaAWSMCPService
    aws:SecureTransport aws:IsMcpServiceAction`,
  Date: 'aws:TokenIssueTime aws:CurrentTime aws:EpochTime',
  Numeric: 'aws:MultiFactorAuthAge ec2:RoleDelivery',
  IPAddress: 'aws:Ec2InstanceSourcePrivateIPv4 aws:SourceIp aws:VpcSourceIp',
  ArrayOfString: `aws:PrincipalOrgPaths aws:PrincipalServiceNamesList aws:VpceOrgPaths aws:ResourceOrgPaths aws:CalledVia
    aws:TagKeys aws:SourceOrgPaths`,
}

export type GlobalConditionKey = { name: string; type: string }

/**
 * Condition keys that every request can carry, whatever the service; a part `${TagKey}` stands for any text.
 * Source: IAM user guide, "AWS global condition context keys".
 */
export const GLOBAL_CONDITION_KEYS: readonly GlobalConditionKey[] = Object.entries(NAMES).flatMap(([type, names]) =>
  names.split(/\s+/).map((name) => ({ name, type })),
)

const byName = new Map(GLOBAL_CONDITION_KEYS.map((key) => [key.name.toLowerCase(), key]))

/** `aws:ResourceTag/team` finds `aws:ResourceTag/${TagKey}`. */
export function findGlobalConditionKey(key: string): GlobalConditionKey | undefined {
  const lower = key.toLowerCase()
  const slash = lower.indexOf('/')
  return slash < 0 || slash === lower.length - 1 ? byName.get(lower) : byName.get(`${lower.slice(0, slash)}/\${tagkey}`)
}
