import { OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { TRADE_IN_PHOTO_VIEWS } from './trade-in-photo.entity.js';

export class UploadTradeInPhoto {
  /** What it shows of the car; papers of people are no photo of a car. */
  @OneOf(TRADE_IN_PHOTO_VIEWS) view: (typeof TRADE_IN_PHOTO_VIEWS)[number];
  @Optional()
  @Text(200, '左前门划痕')
  caption?: string;
}
export class ListTradeInPhotos extends ListQuery {
  @Optional()
  @OneOf(TRADE_IN_PHOTO_VIEWS)
  view?: string;
}

/** A photo of an appraised car; its bytes are `GET /trade-in-photos/{id}/content`. */
export class TradeInPhotoView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  tradeInId: string;
  /** FRONT, REAR, LEFT, RIGHT, INTERIOR, ENGINE, ODOMETER, VIN_PLATE, DAMAGE or OTHER. @example 'DAMAGE' */
  view: string;
  /** @example '左前门划痕' */
  caption: string | null;
  /** As the content is: image/jpeg, image/png or image/webp. @example 'image/jpeg' */
  mediaType: string;
  /** Bytes. @example 183402 */
  size: number;
  /** Of the content. @example 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' */
  sha256: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  uploadedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
}
