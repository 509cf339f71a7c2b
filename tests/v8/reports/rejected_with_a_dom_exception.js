Promise.reject(new DOMException('dm', 'DataError'));
