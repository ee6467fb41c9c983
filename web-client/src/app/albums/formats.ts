import type { AlbumFormat } from '../../generated/graphql';

export const FORMATS: readonly AlbumFormat[] = ['LP', 'EP', 'SINGLE', 'CD', 'DIGITAL'];
