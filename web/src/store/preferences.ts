/** What the person prefers; language, zone and theme take effect at once. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, data, type Preferences } from '../api/client';
import { setLanguage, setZone } from '../lib/i18n';
import { queries } from './tasks';
import { showError } from '../ui/toasts';

export function applyTheme(theme: Preferences['theme']) {
  if (theme === 'SYSTEM') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.toLowerCase();
  localStorage.setItem('taskledger.theme', theme);
}

function apply(preferences: Preferences) {
  applyTheme(preferences.theme);
  setLanguage(preferences.locale);
  setZone(preferences.timeZone);
}

/** Who never said what they prefer has the zone and the language of their device. */
async function load(signal?: AbortSignal): Promise<Preferences> {
  const answer = await api.GET('/api/preferences', { signal: signal ?? null });
  let preferences = answer.data as Preferences;
  if (answer.response.headers.get('ETag') === '"0"') {
    const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const locale = navigator.language;
    preferences = await data(api.PUT('/api/preferences', { body: { ...preferences, timeZone: device, locale } })).catch(
      () => preferences,
    );
  }
  apply(preferences);
  return preferences;
}

export function usePreferences() {
  return useQuery({ queryKey: ['preferences'], queryFn: ({ signal }) => load(signal), staleTime: 300_000 });
}

export function useSavePreferences() {
  return useMutation({
    mutationFn: (preferences: Preferences) => data(api.PUT('/api/preferences', { body: preferences })),
    onMutate: (preferences) => {
      apply(preferences);
      queries.setQueryData(['preferences'], preferences);
    },
    onError: (error) => {
      showError(error);
      void queries.invalidateQueries({ queryKey: ['preferences'] });
    },
  });
}
