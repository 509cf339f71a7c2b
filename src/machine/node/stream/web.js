'use strict';
// stream/web: the streams of the web (16.5 and later; global from 18 on).

const queues = require('internal/webstreams/queues');
const readable = require('internal/webstreams/readable');
const writable = require('internal/webstreams/writable');
const transform = require('internal/webstreams/transform');

module.exports = {
  ReadableStream: readable.ReadableStream,
  ReadableStreamDefaultReader: readable.ReadableStreamDefaultReader,
  ReadableStreamDefaultController: readable.ReadableStreamDefaultController,
  TransformStream: transform.TransformStream,
  TransformStreamDefaultController: transform.TransformStreamDefaultController,
  WritableStream: writable.WritableStream,
  WritableStreamDefaultController: writable.WritableStreamDefaultController,
  WritableStreamDefaultWriter: writable.WritableStreamDefaultWriter,
  ByteLengthQueuingStrategy: queues.ByteLengthQueuingStrategy,
  CountQueuingStrategy: queues.CountQueuingStrategy,
  TextEncoderStream: transform.TextEncoderStream,
  TextDecoderStream: transform.TextDecoderStream,
};
