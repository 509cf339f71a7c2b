//! Digests and key derivation, for Node's `crypto`: the work itself, by the `RustCrypto` crates.
//! What a program is told, and when, is decided in `machine/node/crypto.js`.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue,
    object::builtins::{AlignedVec, JsArrayBuffer},
};
use hmac::{
    EagerHash, Hmac, KeyInit, Mac,
    digest::{Digest, Output},
};

use super::{bytes, host::Host};

/// The digests that are here, by OpenSSL's names for them.
#[derive(Clone, Copy)]
enum Algorithm {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512To224,
    Sha512To256,
}

fn algorithm(name: &str) -> Option<Algorithm> {
    Some(match name {
        "md5" => Algorithm::Md5,
        "sha1" => Algorithm::Sha1,
        "sha224" => Algorithm::Sha224,
        "sha256" => Algorithm::Sha256,
        "sha384" => Algorithm::Sha384,
        "sha512" => Algorithm::Sha512,
        "sha512-224" => Algorithm::Sha512To224,
        "sha512-256" => Algorithm::Sha512To256,
        _ => return None,
    })
}

/// Calls `$function` with the type of the digest and the arguments.
macro_rules! with {
    ($algorithm:expr, $function:ident($($argument:expr),*)) => {
        match $algorithm {
            Algorithm::Md5 => $function::<md5::Md5>($($argument),*),
            Algorithm::Sha1 => $function::<sha1::Sha1>($($argument),*),
            Algorithm::Sha224 => $function::<sha2::Sha224>($($argument),*),
            Algorithm::Sha256 => $function::<sha2::Sha256>($($argument),*),
            Algorithm::Sha384 => $function::<sha2::Sha384>($($argument),*),
            Algorithm::Sha512 => $function::<sha2::Sha512>($($argument),*),
            Algorithm::Sha512To224 => $function::<sha2::Sha512_224>($($argument),*),
            Algorithm::Sha512To256 => $function::<sha2::Sha512_256>($($argument),*),
        }
    };
}

/// `digest(algorithm, data)`: an `ArrayBuffer`; undefined if there is no such digest.
pub(crate) fn digest(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(algorithm) = named(args, context)? else { return Ok(JsValue::undefined()) };
    let data = bytes::of(args.get_or_undefined(1), context)?;
    buffer(with!(algorithm, digested(&data)), context)
}

fn digested<D: Digest>(data: &[u8]) -> Vec<u8> {
    let digest: Output<D> = D::digest(data);
    digest.to_vec()
}

/// `mac(algorithm, key, data)`: the HMAC (RFC 2104), likewise.
pub(crate) fn mac(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(algorithm) = named(args, context)? else { return Ok(JsValue::undefined()) };
    let key = bytes::of(args.get_or_undefined(1), context)?;
    let data = bytes::of(args.get_or_undefined(2), context)?;
    let mac = with!(algorithm, authenticated(&key, &data));
    buffer(mac.ok_or_else(|| refused("the key"))?, context)
}

fn authenticated<D: EagerHash>(key: &[u8], data: &[u8]) -> Option<Vec<u8>>
where
    Hmac<D>: KeyInit + Mac,
{
    let mut mac = <Hmac<D> as KeyInit>::new_from_slice(key).ok()?;
    mac.update(data);
    Some(mac.finalize().into_bytes().to_vec())
}

/// `pbkdf2(algorithm, password, salt, iterations, length)` (RFC 8018), likewise.
pub(crate) fn pbkdf2(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(algorithm) = named(args, context)? else { return Ok(JsValue::undefined()) };
    let password = bytes::of(args.get_or_undefined(1), context)?;
    let salt = bytes::of(args.get_or_undefined(2), context)?;
    let rounds = args.get_or_undefined(3).to_u32(context)?;
    let length = args.get_or_undefined(4).to_u32(context)?;
    let mut key = vec![0; length as usize];
    with!(algorithm, stretch(&password, &salt, rounds, &mut key));
    buffer(key, context)
}

fn stretch<D>(password: &[u8], salt: &[u8], rounds: u32, key: &mut [u8])
where
    D: EagerHash<Core: Sync>,
{
    pbkdf2::pbkdf2_hmac::<D>(password, salt, rounds, key);
}

/// `scrypt(password, salt, N, r, p, length)` (RFC 7914); `N` is a power of two. Undefined if
/// the parameters are none.
pub(crate) fn scrypt(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let password = bytes::of(args.get_or_undefined(0), context)?;
    let salt = bytes::of(args.get_or_undefined(1), context)?;
    let cost = args.get_or_undefined(2).to_u32(context)?;
    let block = args.get_or_undefined(3).to_u32(context)?;
    let parallel = args.get_or_undefined(4).to_u32(context)?;
    let length = args.get_or_undefined(5).to_u32(context)?;
    let exponent = u8::try_from(cost.max(1).ilog2()).unwrap_or(u8::MAX);
    let Ok(params) = scrypt::Params::new(exponent, block, parallel) else {
        return Ok(JsValue::undefined());
    };
    let mut key = vec![0; length as usize];
    if !key.is_empty() && scrypt::scrypt(&password, &salt, &params, &mut key).is_err() {
        return Ok(JsValue::undefined());
    }
    buffer(key, context)
}

/// `randomBytes(count)`: an `ArrayBuffer` of the seed's next bytes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a random number is below 1"
)]
pub(crate) fn random_bytes(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let count = args.get_or_undefined(0).to_u32(context)?;
    let bytes = (0..count).map(|_| (host.random() * 256.0) as u8).collect();
    buffer(bytes, context)
}

fn named(args: &[JsValue], context: &mut Context) -> JsResult<Option<Algorithm>> {
    let name = args.get_or_undefined(0).to_string(context)?;
    Ok(algorithm(&JsString::to_std_string_lossy(&name)))
}

fn buffer(bytes: Vec<u8>, context: &mut Context) -> JsResult<JsValue> {
    Ok(JsArrayBuffer::from_byte_block(AlignedVec::from_iter(0, bytes), context)?.into())
}

fn refused(what: &str) -> JsNativeError {
    JsNativeError::error().with_message(format!("{what} cannot be used"))
}
