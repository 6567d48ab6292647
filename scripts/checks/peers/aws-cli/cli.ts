import assert from 'node:assert/strict'
import { startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { type AwsCli, awsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import { followGuide, GUIDE_ROLE } from '@/scripts/checks/peers/aws-cli/cli-follow-guide'
import { checkPaging } from '@/scripts/checks/peers/aws-cli/cli-paging'
import { type Recorder, recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { checkTail } from '@/scripts/checks/peers/aws-cli/cli-tail'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'

export const cli: Part = { name: 'cli', run }

/** The AWS CLI, unmodified, against the practice account. */
async function run(programs: Programs): Promise<PartResult> {
  const results = recorder()
  const practice = await startPractice({ delays: NO_DELAYS })
  const cli = awsCli(programs.peer('aws'), practice)

  try {
    await followGuide(results, cli, practice.accountId)
    await checkSimulation(results, cli, practice.accountId)
    await checkTail(results, cli)
    await checkPaging(results, cli)
  } finally {
    cli.remove()
    await practice.close()
  }
  return resultOf(results)
}

type Simulation = {
  EvaluationResults: { EvalActionName: string; EvalDecision: string; MatchedStatements: unknown[] }[]
}

/** `aws iam simulate-principal-policy` about the guide's role, which has the guide's policies and ReadOnlyAccess. */
async function checkSimulation({ check }: Recorder, cli: AwsCli, accountId: string): Promise<void> {
  const cases = [
    { action: 's3:GetObject', resource: 'arn:aws:s3:::your-specific-bucket/key', decision: 'allowed' },
    { action: 'ecr:BatchGetImage', resource: 'arn:aws:ecr:us-east-1:709825985650:repository/x', decision: 'allowed' },
    { action: 's3:PutObject', resource: 'arn:aws:s3:::your-specific-bucket/key', decision: 'implicitDeny' },
    { action: 'iam:CreateUser', resource: '*', decision: 'implicitDeny' },
  ]
  for (const { action, resource, decision } of cases) {
    await check(`aws iam simulate-principal-policy: ${action} is ${decision}`, async () => {
      const { EvaluationResults } = await cli.json<Simulation>([
        ...['iam', 'simulate-principal-policy', '--policy-source-arn', `arn:aws:iam::${accountId}:role/${GUIDE_ROLE}`],
        ...['--action-names', action, '--resource-arns', resource],
      ])
      assert.deepEqual(
        EvaluationResults.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision]),
        [[action, decision]],
      )
      assert.equal((EvaluationResults[0]?.MatchedStatements.length ?? 0) > 0, decision === 'allowed')
    })
  }
}
