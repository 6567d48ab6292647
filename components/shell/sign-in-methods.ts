import type { Actor } from '@/lib/auth/actor'

/** How somebody signed in, in words. */
export const METHODS: Record<Actor['method'], string> = {
  link: 'With the link from the terminal',
  password: 'With the password',
  oidc: 'With an identity provider',
  terminal: 'In the terminal',
}
