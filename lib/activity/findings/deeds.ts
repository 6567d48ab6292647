import type { Entry } from '@/lib/activity/model'
import { operationKey } from '@/lib/activity/operations'

/** What changes who may do what, by service. */
const PERMISSIONS: Readonly<Record<string, RegExp>> = {
  iam: /^((put|delete)\w*policy|(attach|detach)\w+policy|createpolicy(version)?|deletepolicyversion|setdefaultpolicyversion|updateassumerolepolicy|(put|delete)(user|role)permissionsboundary|(addusertogroup|removeuserfromgroup)|create(user|role|accesskey|loginprofile|group|samlprovider|openidconnectprovider|instanceprofile|servicespecificcredential)|update(accesskey|loginprofile|samlprovider)|addroletoinstanceprofile|deactivatemfadevice|deletevirtualmfadevice)$/,
  organizations:
    /^(attachpolicy|detachpolicy|createpolicy|updatepolicy|deletepolicy|disablepolicytype|enablepolicytype|registerdelegatedadministrator|leaveorganization)$/,
  kms: /^(putkeypolicy|creategrant)$/,
  sso: /^(createaccountassignment|put\w+policy\w*|attach\w+policy\w*|detach\w+policy\w*|createpermissionset)/,
  eks: /^(createaccessentry|associateaccesspolicy)$/,
  lakeformation: /^(batch)?grantpermissions$/,
}

export function changesPermissions({ service, operation, outcome }: Entry): boolean {
  return outcome === 'allowed' && (PERMISSIONS[service]?.test(operationKey(operation)) ?? false)
}

const SECRETS: Readonly<Record<string, RegExp>> = {
  secretsmanager: /^(batchgetsecretvalue|getsecretvalue)$/,
  ecr: /^getauthorizationtoken$/,
  codeartifact: /^getauthorizationtoken$/,
  sts: /^(getfederationtoken|getsessiontoken)$/,
  redshift: /^getclustercredentials/,
  acm: /^exportcertificate$/,
  ec2: /^getpassworddata$/,
  lightsail: /^(downloaddefaultkeypair|getinstanceaccessdetails|getrelationaldatabasemasteruserpassword)$/,
}
const PARAMETERS = /^getparameter(s|sbypath|history)?$/

export function readsSecret({ service, operation, outcome, isDecrypting }: Entry): boolean {
  const key = operationKey(operation)
  const isSecret =
    (SECRETS[service]?.test(key) ?? false) || (service === 'ssm' && PARAMETERS.test(key) && isDecrypting === true)
  return outcome === 'allowed' && isSecret
}

/** Gives data away if it names somebody else. */
const SHARES: Readonly<Record<string, RegExp>> = {
  s3: /^put(bucketpolicy|bucketacl|objectacl|bucketreplication|accesspointpolicy|multiregionaccesspointpolicy)$/,
  ec2: /^modify(snapshot|image|fpgaimage)attribute$/,
  rds: /^modifydb(cluster)?snapshotattribute$/,
  redshift: /^authorize(snapshotaccess|datashare)$/,
  ram: /^(createresourceshare|associateresourceshare|createresourcesharepermission)$/,
  lambda: /^(addpermission|addlayerversionpermission)$/,
  sqs: /^(addpermission|setqueueattributes)$/,
  sns: /^(addpermission|settopicattributes|subscribe)$/,
  ecr: /^(setrepositorypolicy|putregistrypolicy|putreplicationconfiguration)$/,
  glue: /^putresourcepolicy$/,
  secretsmanager: /^(putresourcepolicy|replicatesecrettoregions)$/,
  dynamodb: /^putresourcepolicy$/,
  kinesis: /^putresourcepolicy$/,
  logs: /^(putsubscriptionfilter|putdestinationpolicy|putresourcepolicy)$/,
  backup: /^(putbackupvaultaccesspolicy|startcopyjob)$/,
  events: /^putpermission$/,
  elasticfilesystem: /^putfilesystempolicy$/,
  es: /^(authorizevpcendpointaccess|updatedomainconfig)$/,
}
/** Takes away what keeps data from everybody. */
const OPENS: Readonly<Record<string, RegExp>> = { s3: /^(deletepublicaccessblock|deletebucketpublicaccessblock)$/ }

export function givesData({ service, operation, outcome, outwards = [] }: Entry): boolean {
  const key = operationKey(operation)
  const isShared = outwards.length > 0 && (SHARES[service]?.test(key) ?? false)
  return outcome === 'allowed' && (isShared || (OPENS[service]?.test(key) ?? false))
}
