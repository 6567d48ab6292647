import type { EscalationPath } from '@/lib/policies/risk/escalation-paths'
import type { RiskCategory } from '@/lib/policies/risk/model'

type Words = { title: string; explanation: string }

/** How a path is told. `service` is the prefix of what it uses besides IAM. */
export function pathWords({ kind, actions }: Pick<EscalationPath, 'kind' | 'actions'>): Words {
  const names = actions.map((action) => action.slice(action.indexOf(':') + 1))
  const service = actions
    .map((action) => action.slice(0, action.indexOf(':')))
    .find((prefix) => !/^(iam|sts)$/.test(prefix))
  const title = actions.length === 1 ? (actions[0] ?? '') : `${actions[0]} with ${names.slice(1).join(', ')}`

  switch (kind) {
    case 'self':
      return { title, explanation: 'It could give itself, or an identity it controls, any permission in the account.' }
    case 'identity':
      return { title, explanation: 'It could take over another user or role and act with what that one may do.' }
    case 'pass':
      return {
        title,
        explanation: `It could start something in ${service ?? 'a service'} with a more powerful role, and act with that role through it.`,
      }
    case 'takeover':
      return {
        title,
        explanation: `It could run its own code in ${service ?? 'a service'} where a role is already attached, and act with that role.`,
      }
  }
}

const GROUPS: Record<Exclude<RiskCategory, 'administration'>, (service: string) => Words> = {
  escalation: (service) => ({
    title: `Steps to more permissions in ${service}`,
    explanation: 'These actions change who may do what; with others they can lead to more permissions.',
  }),
  agentcore: (service) => ({
    title: `Other agents and their users in ${service}`,
    explanation: 'It could reach other runtimes, act for their users, or change what they run. It is a runtime itself.',
  }),
  credentials: (service) => ({
    title: `Credentials from ${service}`,
    explanation: 'It could obtain keys, tokens or passwords. What an assistant reads can end up in a conversation.',
  }),
  secrets: (service) => ({
    title: `Secrets in ${service}`,
    explanation:
      'It could read or decrypt what was meant to stay secret. What an assistant reads can end up in a conversation.',
  }),
  exfiltration: (service) => ({
    title: `Data in ${service}`,
    explanation: 'It could read or copy stored data, also when a hidden instruction in that data asks for it.',
  }),
  exposure: (service) => ({
    title: `Opening ${service} to others`,
    explanation: 'It could share resources, make them public, or change who may use them.',
  }),
  change: (service) => ({
    title: `Changing or destroying things in ${service}`,
    explanation: 'It could delete, stop or rebuild what runs, or start what costs money.',
  }),
}

export function groupWords(category: Exclude<RiskCategory, 'administration'>, service: string): Words {
  return GROUPS[category](service)
}
