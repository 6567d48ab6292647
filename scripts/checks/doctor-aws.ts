import type { Connection } from '@/lib/aws/connection'
import { defaultConnection } from '@/lib/aws/default-connection'
import { callerIdentity } from '@/lib/connections/identity'
import type { Failure } from '@/lib/result'
import { checkBeyond, checkRegion, checkRoles, checkSimulator } from '@/scripts/checks/doctor-aws/account'
import { type Finding, line } from '@/scripts/checks/doctor-aws/finding'
import { checkInbound } from '@/scripts/checks/doctor-aws/inbound'
import { checkLogs } from '@/scripts/checks/doctor-aws/logs'
import { readerOf } from '@/scripts/checks/doctor-aws/reader'
import { checkRuntimes } from '@/scripts/checks/doctor-aws/runtimes'

const USAGE = `Usage: npm run doctor:aws [-- REGION]

Looks at the AWS account of the default credential chain, reads only, and says where it is other than Slipway assumes
(docs/on-aws.md). Exits with 0 when nothing differs, 1 when something does, 2 when it could not look.
`

async function main([region, ...rest]: string[]): Promise<number> {
  if (rest.length > 0 || region?.startsWith('-')) {
    process.stderr.write(USAGE)
    return 2
  }
  const chosen = await defaultConnection()
  const connection: Connection = { source: { type: 'chain' }, region: region ?? chosen.region }
  const identity = await callerIdentity(connection)

  if (!identity.ok) {
    process.stderr.write(`AWS could not be asked. ${wordsOf(identity.error)}\n`)
    return 2
  }
  const { arn, accountId, partition } = identity.data
  process.stdout.write(`${arn}\naccount ${accountId}, partition ${partition}, region ${connection.region}\n\n`)
  const findings = await look(connection, identity.data)
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length
  process.stdout.write(
    `\n${count('as-assumed')} as assumed, ${count('differs')} differ, ${count('note')} notes, ${count('unseen')} not seen. Nothing was written.\n`,
  )
  return count('differs') === 0 ? 0 : 1
}

function wordsOf({ message, remedy, command, details = '' }: Failure): string {
  const what = details.startsWith('CredentialsProviderError')
    ? 'The default credential chain has no credentials.'
    : message
  return [what, remedy, command].filter(Boolean).join(' ')
}

async function look(connection: Connection, identity: Parameters<typeof checkSimulator>[1]): Promise<Finding[]> {
  const findings: Finding[] = []
  const report = (state: Finding['state'], check: string, text: string) => {
    const finding = { state, check, text }
    findings.push(finding)
    process.stdout.write(`${line(finding)}\n`)
  }
  const reader = readerOf(connection)
  checkRegion(connection, report)
  const runtimes = await checkRuntimes(reader, report)
  await checkLogs(reader, runtimes, report)
  await checkRoles(connection, runtimes, report)
  await checkSimulator(connection, identity, report)
  await checkInbound(connection, runtimes, report)
  await checkBeyond(reader, report)
  return findings
}

async function run(): Promise<number> {
  try {
    return await main(process.argv.slice(2))
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
    process.stderr.write(`It stopped. ${error instanceof Error ? error.message : String(error)}${cause}\n`)
    return 2
  }
}

process.exitCode = await run()
