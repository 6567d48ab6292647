import type { Actor } from '@/lib/auth/actor'

/** How somebody signed in, in words. */
export const METHODS: Record<Actor['method'], string> = {
  link: 'Signed in with the link from the terminal',
  password: 'Signed in with the password',
  oidc: 'Signed in with an identity provider',
  terminal: 'In the terminal',
}
