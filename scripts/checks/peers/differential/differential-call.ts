/** `iam.createRole`: a client, and the method that it has. */
type OperationName = `${'sts' | 'iam' | 'logs' | 'cognito' | 'control'}.${string}`

/**
 * One SDK call: its id, the operation, and the input. `<name>` in a string stands for what an earlier call learned; the last
 * part says what this one learns, by the path in its answer.
 */
export type DifferentialCall = [
  id: string,
  operation: OperationName,
  input: Record<string, unknown>,
  learns?: Record<string, string>,
]

export const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'bedrock-agentcore.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

export function allowing(Action: string | string[], Resource = '*'): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] })
}
